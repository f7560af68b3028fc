package io.ringmain.benchmarks.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

class SideTableTest
{
    private static Contender side(String name, double... forks)
    {
        List<Double> figures = DoubleStream.of(forks).boxed().toList();
        return new Contender(name, Spread.of(figures), "", OptionalDouble.empty(), figures);
    }

    private static CaseResult result(String name, Unit unit, Contender ringmain, Contender... peers)
    {
        return new CaseResult(name, unit, true, ringmain, List.of(peers));
    }

    private static CaseResult empty(String name, String... sides)
    {
        return result(name, Unit.NANOSECONDS, side("ringmain", 1),
                Stream.of(sides).map(side -> side(side, 2)).toArray(Contender[]::new));
    }

    @Test
    void shouldPutNeighboursWithTheSameSidesTogether()
    {
        List<List<CaseResult>> families = SideTable.families(List.of(empty("a-p50", "disruptor"),
                empty("a-p99", "disruptor"), empty("b", "disruptor", "flow"), empty("c", "disruptor")));

        assertEquals(List.of(List.of("a-p50", "a-p99"), List.of("b"), List.of("c")),
                families.stream().map(family -> family.stream().map(CaseResult::name).toList()).toList());
    }

    @Test
    void shouldSayOnceWhatAllNamesBeginWith()
    {
        List<CaseResult> percentiles = List.of(empty("latency-100k-p99"), empty("latency-100k-p99.9"));
        List<CaseResult> pass = List.of(empty("pass"), empty("pass-from-start"));

        assertEquals("latency-100k", SideTable.stem(percentiles));
        assertEquals(List.of("p99", "p99.9"),
                SideTable.withoutStem(percentiles, "latency-100k").stream().map(CaseResult::name).toList());
        assertEquals("pass", SideTable.stem(pass));
        assertEquals(List.of("throughput", "from-start"),
                SideTable.withoutStem(pass, "pass").stream().map(CaseResult::name).toList());
        assertEquals("", SideTable.stem(List.of(empty("idle-cpu"), empty("start"))));
        assertEquals("", SideTable.stem(List.of(empty("idle-cpu"))));
    }

    @Test
    void shouldTellUnitsWhereTheyDiffer()
    {
        CaseResult rate = result("rate", Unit.MILLION_EVENTS_PER_SECOND, side("ringmain", 3, 2, 4),
                side("disruptor", 1));
        CaseResult time = result("time", Unit.NANOSECONDS, side("ringmain", 3_000, 900, 4_000), side("disruptor", 500));

        assertEquals(List.of(List.of("", "`rate`"), List.of("ringmain", "**3.00** (2.00 – 4.00)"),
                List.of("disruptor", "1.00")), SideTable.bySide(List.of(rate)));
        assertEquals(
                List.of(List.of("", "`rate`", "`time`"),
                        List.of("ringmain", "**3.00 M/s** (2.00 – 4.00)", "3.00 µs (900 ns – 4.00 µs)"),
                        List.of("disruptor", "1.00 M/s", "**500 ns**")),
                SideTable.bySide(List.of(rate, time)));
    }

    @Test
    void shouldBeStrongOnlyWithEveryFork()
    {
        CaseResult close = result("rate", Unit.MILLION_EVENTS_PER_SECOND, side("ringmain", 3, 5, 6),
                side("disruptor", 1, 2, 4));

        assertEquals(List.of("ringmain", "5.00 (3.00 – 6.00)"), SideTable.bySide(List.of(close)).get(1));
    }

    @Test
    void shouldTellATinyRatioByItsDigits()
    {
        String verdict = SideTable
                .verdict(List.of(result("p50", Unit.NANOSECONDS, side("ringmain", 2e6, 2e6), side("flow", 8e3, 8e3))));

        assertTrue(verdict.startsWith("A peer is ahead in `p50` (0.004× flow)."), verdict);
    }
}
