package io.ringmain.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class StageLatencyTest
{
    private final PublishStamps stamps = new PublishStamps(8);
    private final StageLatency latency = new StageLatency(stamps);

    @Test
    void shouldCountEveryEventFromItsOwnPublicationWhenABatchSpansSeveralPublications()
    {
        stamps.stamp(0, 2, 100);
        stamps.stamp(3, 3, 200);
        stamps.stamp(4, 7, 300);

        latency.record(0, 7, 1_000);

        Histogram total = latency.total();
        assertEquals(8, total.getTotalCount());
        assertEquals(3, total.getCountAtValue(900));
        assertEquals(1, total.getCountAtValue(800));
        assertEquals(4, total.getCountAtValue(700));
    }

    @Test
    void shouldGoOnWithinAPublicationWhenABatchEndedInItsMiddle()
    {
        stamps.stamp(0, 5, 100);

        latency.record(0, 1, 200);
        latency.record(2, 5, 400);

        assertEquals(2, latency.total().getCountAtValue(100));
        assertEquals(4, latency.total().getCountAtValue(300));
    }

    @Test
    void shouldReadTheRightStampWhenThePublisherIsATurnAhead()
    {
        stamps.stamp(0, 7, 100);
        stamps.stamp(8, 15, 500);

        latency.record(0, 7, 600);

        assertEquals(8, latency.total().getCountAtValue(500));
    }

    @Test
    void shouldNotCountWhatIsSkipped()
    {
        stamps.stamp(0, 3, 100);

        latency.record(0, 0, 200);
        latency.skip(1, 2);
        latency.record(3, 3, 300);

        assertEquals(2, latency.total().getTotalCount());
        assertEquals(1, latency.total().getCountAtValue(200));
    }

    @Test
    void shouldRecordTheHighestValueWhenAnEventTookLonger()
    {
        stamps.stamp(0, 0, 0);

        latency.record(0, 0, StageLatency.HIGHEST_NS * 5);

        assertEquals(1, latency.total().getTotalCount());
        assertTrue(latency.total().valuesAreEquivalent(StageLatency.HIGHEST_NS, latency.total().getMaxValue()));
    }
}
