package io.ringmain.latency;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The latency of the stages of one loop: from an event's publication to the end of the batch in which they handled it, so
 * a later loop's figure contains the earlier ones'.
 *
 * <p>
 * Owner: the lane, which alone records. Readers: any thread, by {@link #total()}, which never holds the lane up.
 * Invariants: the counts of the histogram add up to the events handled. Progress: recording is wait-free and allocates
 * nothing.
 */
public final class LatencyRecorder
{
    /** What takes longer is recorded as this. */
    public static final long HIGHEST_NS = TimeUnit.HOURS.toNanos(1);

    private static final int SIGNIFICANT_DIGITS = 3;

    // written by the lane
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, SIGNIFICANT_DIGITS);

    // guarded by this: readers only
    private final Histogram total = new Histogram(HIGHEST_NS, SIGNIFICANT_DIGITS);
    private Histogram interval;
    private final long sinceMs = System.currentTimeMillis();

    /**
     * Records events that were published together and handled together.
     *
     * @param latencyNs of each of them
     * @param count     how many
     */
    public void record(long latencyNs, long count)
    {
        recorder.recordValueWithCount(Math.max(0, Math.min(latencyNs, HIGHEST_NS)), count);
    }

    /**
     * Everything recorded since the start, in nanoseconds. Any thread.
     *
     * @return a copy of its own
     */
    public synchronized Histogram total()
    {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        Histogram copy = total.copy();
        copy.setStartTimeStamp(sinceMs);
        return copy;
    }

    /**
     * What was recorded between two totals.
     *
     * @param then the earlier total, or null
     * @param now  the later; one of a stage that was taken out and added again under its name begins anew
     * @return a histogram of its own
     */
    public static Histogram between(Histogram then, Histogram now)
    {
        Histogram interval = now.copy();
        if (then != null && then.getStartTimeStamp() == now.getStartTimeStamp())
        {
            interval.subtract(then);
        }
        return interval;
    }
}
