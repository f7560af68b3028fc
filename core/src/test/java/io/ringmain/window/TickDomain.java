package io.ringmain.window;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random events in random order around time 0, and random figures. */
final class TickDomain extends DomainContextBase
{
    /** More than any two times of random events differ by. */
    static final long MAX_DISORDER = 120;

    @Provide
    Arbitrary<List<Tick>> ticks()
    {
        return Combinators.combine(Arbitraries.longs().between(-60, 60), Arbitraries.longs().between(-1, 1),
                Arbitraries.longs().between(-99, 99)).as(Tick::new).list().ofMaxSize(80);
    }

    @Provide
    Arbitrary<Config> configs()
    {
        return Combinators.combine(Arbitraries.longs().between(1, 20), Arbitraries.longs().between(1, 20),
                Arbitraries.longs().between(0, 40), Arbitraries.longs().between(0, 30)).as(Config::new);
    }
}
