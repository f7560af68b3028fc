package io.ringmain.kafka;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What was sent, what of it is acknowledged, how long that took, and what went wrong first.
 *
 * <pre>
 * Owner       the lane writes sent; the producer's thread writes acknowledged and records latencies
 * Readers     any thread
 * Invariants  acknowledged never exceeds sent; the first failure is kept
 * Progress    wait-free for the writers; readers of the histogram take turns
 * </pre>
 */
final class EgressProgress
{
    private static final int SIGNIFICANT_DIGITS = 3;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private Histogram interval;

    void sent()
    {
        sent.lazySet(sent.getPlain() + 1);
    }

    void acknowledged(long latencyNs)
    {
        recorder.recordValue(Math.max(0, latencyNs));
        acknowledged.lazySet(acknowledged.getPlain() + 1);
    }

    /** Returns whether it was the first. */
    boolean failed(Throwable cause)
    {
        return failure.compareAndSet(null, cause);
    }

    long sentCount()
    {
        return sent.get();
    }

    long acknowledgedCount()
    {
        return acknowledged.get();
    }

    Throwable failure()
    {
        return failure.get();
    }

    synchronized Histogram latency()
    {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        return total.copy();
    }
}
