package io.ringmain.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTrackTest
{
    private static final long START_NS = 5_000_000_000L;
    private static final Schedule SCHEDULE = new Schedule(START_NS, 100);

    private final LatencyTrack track = new LatencyTrack();

    @Test
    void shouldKeepSecondsApartByWhenEventsWereDue()
    {
        track.begin(SCHEDULE, 250);

        for (long i = 0; i < 250; i++)
        {
            // all of them come when the last is due
            track.record(SCHEDULE.dueNs(i), SCHEDULE.dueNs(249));
        }

        assertEquals(List.of(100L, 100L, 50L), track.seconds().stream().map(Histogram::getTotalCount).toList());
        assertEquals(250, track.count());
        assertEquals(250, track.total().getTotalCount());
        assertEquals(2.49e9, (double) track.total().getMaxValue(), 2.49e9 / 1_000);
    }

    @Test
    void shouldKeepTheWorstOfEachSlot()
    {
        track.begin(SCHEDULE, 4);

        for (long i = 0; i < 3; i++)
        {
            track.record(SCHEDULE.dueNs(i), SCHEDULE.dueNs(i) + 1_000 * (i + 1));
        }
        track.record(SCHEDULE.dueNs(3), SCHEDULE.dueNs(3));

        assertArrayEquals(new long[] {1_000, 2_000, 3_000, 0}, track.worstNs());
    }

    @Test
    void shouldForgetWhatWasBefore()
    {
        track.begin(SCHEDULE, 300);
        track.record(SCHEDULE.dueNs(299), SCHEDULE.dueNs(299) + 7);

        track.begin(SCHEDULE, 1);
        track.record(START_NS, START_NS - 3);

        assertEquals(1, track.count());
        assertEquals(0, track.total().getMaxValue());
    }

    @Test
    void shouldTakeWhatIsTooLateForAHistogramForItsMost()
    {
        track.begin(SCHEDULE, 1);

        track.record(START_NS, START_NS + 10 * Percentiles.MAX_NS);

        assertEquals(Percentiles.MAX_NS, track.worstNs()[0]);
    }
}
