package io.ringmain.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Each operator beside its brute-force model, event by event. */
@Domain(TickDomain.class)
class ModelPropertyTest
{
    @Property
    void shouldDoAsTheModelDoesWhenWindowsAreAligned(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        AlignedModel model = new AlignedModel(config);

        compare(config::aligned, ticks, model::map, model::open, model.late());
    }

    @Property
    void shouldDoAsTheModelDoesWhenWindowsAreSessions(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        SessionModel model = new SessionModel(config);

        compare(config::session, ticks, model::map, model::open, model.late());
    }

    @Property
    void shouldDoAsTheModelDoesWhenStreamsJoin(@ForAll Config config, @ForAll List<Tick> ticks)
    {
        JoinModel model = new JoinModel(config);

        compare(config::join, ticks, model::map, model::open, model.late());
    }

    private static void compare(Function<LateHandler<Tick>, EventTimeOperator<Tick, Line>> build, List<Tick> ticks,
            Function<Tick, List<String>> model, LongSupplier open, List<Tick> expectedLate)
    {
        List<Tick> late = new ArrayList<>();
        EventTimeOperator<Tick, Line> operator = build.apply((tick, sequence) -> late.add(tick));
        Feed feed = new Feed(operator);

        for (Tick tick : ticks)
        {
            assertEquals(model.apply(tick), feed.map(tick), () -> "at " + tick);
            assertEquals(open.getAsLong(), operator.size(), () -> "at " + tick);
        }

        assertEquals(expectedLate, late);
        assertEquals(late.size(), operator.lateEvents());
    }
}
