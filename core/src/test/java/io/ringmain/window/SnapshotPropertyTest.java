package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** A state that is carried over goes on as one that was never interrupted. */
@Domain(TickDomain.class)
@Domain(DomainContext.Global.class)
class SnapshotPropertyTest
{
    enum Kind
    {
        ALIGNED, SESSION, JOIN;

        EventTimeOperator<Tick, Line> operator(Config config)
        {
            return switch (this)
            {
                case ALIGNED -> config.aligned((tick, sequence) ->
                {});
                case SESSION -> config.session((tick, sequence) ->
                {});
                case JOIN -> config.join((tick, sequence) ->
                {});
            };
        }
    }

    @Property(tries = 3_000)
    void shouldGoOnAsUninterruptedWhenRestored(@ForAll Kind kind, @ForAll Config config, @ForAll List<Tick> before,
            @ForAll List<Tick> after, @ForAll List<Tick> elsewhere) throws IOException
    {
        Feed uninterrupted = new Feed(kind.operator(config));
        uninterrupted.mapAll(before);
        byte[] snapshot = uninterrupted.snapshot();
        EventTimeOperator<Tick, Line> used = kind.operator(config);
        new Feed(used).mapAll(elsewhere);

        Feed fresh = uninterrupted.restoredInto(kind.operator(config));
        Feed overwritten = uninterrupted.restoredInto(used);
        assertArrayEquals(snapshot, fresh.snapshot());
        assertArrayEquals(snapshot, overwritten.snapshot());

        List<List<String>> expected = uninterrupted.mapAll(after);
        assertEquals(expected, fresh.mapAll(after));
        assertEquals(expected, overwritten.mapAll(after));
        assertArrayEquals(uninterrupted.snapshot(), fresh.snapshot());
        assertArrayEquals(uninterrupted.snapshot(), overwritten.snapshot());
    }
}
