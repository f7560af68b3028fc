package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

class LaneReportTest
{
    @Test
    void shouldShowWhatWasAskedAndGrantedWhenLanesHaveStarted()
    {
        CpuTopology topology = new CpuTopology(PlacementTest.cpus(2).cpus(), Double.POSITIVE_INFINITY, 2,
                List.of("something cannot be read"));
        PlacedLane journal = PlacedLane.manual("journal", List.of("journal"), IdlePolicy.BUSY_SPIN, OptionalInt.of(1));
        Placement placement = Placement.plan(List.of(new Unplaced("validate", "orders", Set.of(), true, null),
                new Unplaced("match", "orders", Set.of("validate"), true, null)), List.of(journal), IdlePolicy.BACKOFF,
                1,
                topology);
        Map<String, Granted> granted = Map.of("journal", new Granted(OptionalInt.of(1), List.of(0, 1),
                "asked for CPU 1, not granted: affinity is not on the class path: add net.openhft:affinity"));

        LaneReport report = LaneReport.of(placement, granted);

        assertEquals("""
                lanes on 2 CPUs (0-1) on 2 cores, 1 NUMA node; 2 threads can spin
                  lane             stages           idle       CPU asked  CPU granted  note
                  journal          journal          busy spin  1          0-1          asked for CPU 1, not granted: \
                affinity is not on the class path: add net.openhft:affinity
                  validate..match  validate, match  backoff    any        -            not started
                warning: of the CPUs on which 2 threads can spin, lanes that spin leave 0 for publishers instead of 1
                note: something cannot be read
                """, report.text());
    }

    @Test
    void shouldLeaveTheNoteEmptyWhenGrantedAsAsked()
    {
        Placement placement = Placement.plan(List.of(), List.of(PlacementTest.lane("m", IdlePolicy.PARK)),
                IdlePolicy.BACKOFF, 0, PlacementTest.cpus(4));

        LaneReport report = LaneReport.of(placement,
                Map.of("m", new Granted(OptionalInt.empty(), List.of(0, 1, 2, 3), "")));

        assertEquals(List.of(new LaneReport.Row("m", List.of("m"), IdlePolicy.PARK, "any", "0-3", "")), report.rows());
    }
}
