package io.ringmain.latency;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The latency of one stage: from an event's publication to the end of the batch in which the stage handled it, so a later
 * stage's figure contains the earlier ones', and the last stage's is the pipeline's.
 *
 * <p>
 * Owner: the stage's lane, which alone records. Readers: any thread, by {@link #total()}, which never holds the lane up.
 * Invariants: the counts of the histogram add up to the events handled. Progress: recording is wait-free.
 */
public final class StageLatency
{
    /** What takes longer is recorded as this. */
    public static final long HIGHEST_NS = TimeUnit.HOURS.toNanos(1);

    private static final int SIGNIFICANT_DIGITS = 3;

    // written by the lane
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, SIGNIFICANT_DIGITS);
    private final PublishStamps stamps;
    private long runTimeNs;
    private long runLast = -1;

    // guarded by this: readers only
    private final Histogram total = new Histogram(HIGHEST_NS, SIGNIFICANT_DIGITS);
    private Histogram interval;

    /**
     * For one stage.
     *
     * @param stamps of the ring it reads
     */
    public StageLatency(PublishStamps stamps)
    {
        this.stamps = stamps;
    }

    /**
     * Records the events of a batch that has been handled, one entry for each run of events that were published
     * together. Called by the stage's lane, for contiguous ranges.
     *
     * @param first the first sequence handled
     * @param last  the last
     * @param nowNs the clock after the last
     */
    public void record(long first, long last, long nowNs)
    {
        long next = first;
        while (next <= last)
        {
            next = record(next, last, nowNs, true);
        }
    }

    /**
     * Passes over events that no handler saw, so that they are not counted.
     *
     * @param first the first sequence to pass over
     * @param last  the last
     */
    public void skip(long first, long last)
    {
        long next = first;
        while (next <= last)
        {
            next = record(next, last, 0, false);
        }
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
        return total.copy();
    }

    private long record(long next, long last, long nowNs, boolean counted)
    {
        if (next > runLast)
        {
            runTimeNs = stamps.timeNs(next);
            runLast = stamps.last(next);
        }
        long end = Math.min(runLast, last);
        if (counted)
        {
            long latencyNs = Math.max(0, Math.min(nowNs - runTimeNs, HIGHEST_NS));
            recorder.recordValueWithCount(latencyNs, end - next + 1);
        }
        return end + 1;
    }
}
