package io.ringmain.benchmarks.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

class SamplesTest
{
    private static final FakeRun YIELDING = FakeRun.of("unicast", "yield");
    private static final FakeRun SPINNING = FakeRun.of("unicast", "spin");

    private final Samples<FakeRun> samples = new Samples<>();

    @Test
    void shouldTakeTheMedianOfPassesAndThenOfForks()
    {
        samples.add(YIELDING, Map.of("throughput", List.of(1.0, 2.0, 900.0)));
        samples.add(YIELDING, Map.of("throughput", List.of(4.0, 4.0, 4.0)));
        samples.add(YIELDING, Map.of("throughput", List.of(3.0)));

        CaseResult result = samples.of(question(Unit.MILLION_EVENTS_PER_SECOND, List.of(YIELDING)));

        assertEquals(new Spread(3, 2, 4), result.ringmain().spread());
    }

    @Test
    void shouldCountTheBetterOfTwoWaitPolicies()
    {
        samples.add(YIELDING, Map.of("throughput", List.of(100.0)));
        samples.add(SPINNING, Map.of("throughput", List.of(300.0)));

        CaseResult more = samples.of(question(Unit.MILLION_EVENTS_PER_SECOND, List.of(YIELDING, SPINNING)));
        CaseResult less = samples.of(question(Unit.NANOSECONDS, List.of(YIELDING, SPINNING)));

        assertEquals("spin", more.ringmain().waits());
        assertEquals("yield", less.ringmain().waits());
    }

    private static Case<FakeRun> question(Unit unit, List<FakeRun> candidates)
    {
        return new Case<>("unicast", "unicast", "throughput", unit, true,
                new Case.Contestant<>("ringmain", candidates), List.of());
    }
}
