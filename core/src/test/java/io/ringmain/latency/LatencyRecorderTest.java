package io.ringmain.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest
{
    private final LatencyRecorder latency = new LatencyRecorder();

    @Test
    void shouldCountEveryEventOfARunAndKeepOldCountsBetweenReads()
    {
        latency.record(100, 3);
        latency.total();
        latency.record(200, 2);

        Histogram total = latency.total();

        assertEquals(5, total.getTotalCount());
        assertEquals(3, total.getCountAtValue(100));
        assertEquals(2, total.getCountAtValue(200));
    }

    @Test
    void shouldRecordTheHighestValueWhenAnEventTookLonger()
    {
        latency.record(LatencyRecorder.HIGHEST_NS * 5, 1);

        assertEquals(1, latency.total().getTotalCount());
        assertTrue(latency.total().valuesAreEquivalent(LatencyRecorder.HIGHEST_NS, latency.total().getMaxValue()));
    }
}
