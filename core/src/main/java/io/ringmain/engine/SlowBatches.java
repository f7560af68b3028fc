package io.ringmain.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The latest batch of a loop that took too long. The lane only stores numbers; whoever watches makes a report of them.
 *
 * <p>
 * Owner: the lane, which alone writes. Readers: the watchdog. Invariants: {@code count} is released after the other two
 * and acquired before them, so a reader that sees a count sees the batch that it counted, or a later one. Progress:
 * wait-free.
 */
public final class SlowBatches
{
    private static final VarHandle COUNT;

    static
    {
        try
        {
            COUNT = MethodHandles.lookup().findVarHandle(SlowBatches.class, "count", long.class);
        }
        catch (ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long lastSequence = -1;
    private volatile long durationNs;
    private volatile long count;

    void record(long batchLastSequence, long batchDurationNs)
    {
        lastSequence = batchLastSequence;
        durationNs = batchDurationNs;
        COUNT.setRelease(this, count + 1);
    }

    /**
     * How many there were.
     *
     * @return 0 before the first
     */
    public long count()
    {
        return count;
    }

    /**
     * The end of the latest.
     *
     * @return its last sequence
     */
    public long lastSequence()
    {
        return lastSequence;
    }

    /**
     * How long the latest took.
     *
     * @return nanoseconds
     */
    public long durationNs()
    {
        return durationNs;
    }
}
