package io.ringmain.node;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * From the poll that brought an event to the commit of what came of it. Every event is counted, with the time of its batch.
 *
 * <p>
 * Owner: the lane records. Readers: any thread, in turn.
 */
final class CommitLatency
{
    private static final int SIGNIFICANT_DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private Histogram interval;

    void record(long latencyNs, long count)
    {
        if (count > 0)
        {
            recorder.recordValueWithCount(Math.max(0, latencyNs), count);
        }
    }

    synchronized Histogram total()
    {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        return total.copy();
    }
}
