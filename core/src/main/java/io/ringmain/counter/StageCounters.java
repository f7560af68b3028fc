package io.ringmain.counter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one stage. Hot path.
 *
 * <p>
 * Owner: the stage's lane, which alone writes. Readers: any thread, by {@link #get}. Invariants: a counter never
 * decreases; a reader sees a value that the counter had, a moment ago at most. Progress: wait-free, no fence.
 */
public final class StageCounters
{
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);
    /** Longs to each side, so that no other writer's cache line is shared. */
    private static final int PADDING = 16;

    private final long[] values = new long[PADDING + StageCounter.values().length + PADDING];

    /**
     * Adds to a counter. The lane's own thread.
     *
     * @param counter which
     * @param amount  how much
     */
    public void add(StageCounter counter, long amount)
    {
        int index = PADDING + counter.index();
        VALUES.setOpaque(values, index, values[index] + amount);
    }

    /**
     * Raises a counter to a value that is larger. The lane's own thread.
     *
     * @param counter which
     * @param value   to at least this
     */
    public void max(StageCounter counter, long value)
    {
        int index = PADDING + counter.index();
        if (value > values[index])
        {
            VALUES.setOpaque(values, index, value);
        }
    }

    /**
     * Reads a counter. Any thread.
     *
     * @param counter which
     * @return its value a moment ago
     */
    public long get(StageCounter counter)
    {
        return (long) VALUES.getOpaque(values, PADDING + counter.index());
    }
}
