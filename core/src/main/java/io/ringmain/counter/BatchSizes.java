package io.ringmain.counter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How large a stage's batches are: counts by power of two. Hot path.
 *
 * <p>
 * Owner: the stage's lane, which alone records. Readers: any thread, by {@link #counts()}. Progress: wait-free, no fence.
 */
public final class BatchSizes
{
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PADDING = 16;
    private static final int BUCKETS = 31;

    private final long[] values = new long[PADDING + BUCKETS + PADDING];

    /**
     * Counts one batch.
     *
     * @param events in it, at least one
     */
    public void record(int events)
    {
        int index = PADDING + 31 - Integer.numberOfLeadingZeros(events);
        VALUES.setOpaque(values, index, values[index] + 1);
    }

    /**
     * The batches so far: element i counts those of at least 2^i and less than 2^(i+1) events.
     *
     * @return a copy
     */
    public List<Long> counts()
    {
        return IntStream.range(PADDING, PADDING + BUCKETS).mapToObj(i -> (long) VALUES.getOpaque(values, i)).toList();
    }
}
