package io.ringmain.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * When batches were published: a side array beside the ring, holding at the index of a batch's first sequence that
 * sequence, the batch's last, and its time. Hot path: plain arrays, no allocation.
 *
 * <pre>
 *   index of sequence s:  4 * (s &amp; mask)      s itself, so that an entry of an earlier turn is not taken for this one's
 *                         4 * (s &amp; mask) + 1  last sequence of the batch that starts at s
 *                         4 * (s &amp; mask) + 2  time of publication, ns
 * </pre>
 *
 * <p>
 * Owner of an entry: whoever releases the batch: the publisher that claimed it, or, for the stages behind it, a stage.
 * Readers: every stage, for sequences it may handle. Invariants: an entry is written before the release of the batch and
 * read after an acquire of it; its time is no later than that release. A batch need not have one. The array is twice as
 * long as the ring, so that an entry outlives its slot by one turn: a stage may hand its slots on first and look at the
 * stamps afterwards, off the path of the stages behind it.
 */
public final class BatchStamps
{
    private static final VarHandle WANTED;

    static
    {
        try
        {
            WANTED = MethodHandles.lookup().findVarHandle(BatchStamps.class, "wanted", long.class);
        }
        catch (ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] entries;
    private final int mask;
    /** One bit for each reader whose own looks are too far apart to date an event by. */
    @SuppressWarnings("UnusedVariable") // read through the handle
    private long wanted;

    /**
     * For one ring.
     *
     * @param capacity the ring's slots, a power of two
     */
    public BatchStamps(int capacity)
    {
        int slots = Math.multiplyExact(capacity, 2);
        entries = new long[Math.multiplyExact(slots, 4)];
        Arrays.fill(entries, -1);
        mask = slots - 1;
    }

    /**
     * Stamps a batch; the release that follows makes it visible.
     *
     * @param first  its first sequence
     * @param last   its last
     * @param timeNs a time no later than its publication
     */
    public void stamp(long first, long last, long timeNs)
    {
        int index = index(first);
        entries[index] = first;
        entries[index + 1] = last;
        entries[index + 2] = timeNs;
    }

    /**
     * Whether a publisher of few events must stamp them, because a reader naps between its looks. Any thread.
     *
     * @return false while every reader looks so often that its own looks date the events
     */
    public boolean wanted()
    {
        return (long) WANTED.getVolatile(this) != 0;
    }

    /**
     * Says whether a reader naps. The reader's lane, when that changes.
     *
     * @param reader its number, from 0; from 63 on readers share a bit, which then stays set
     * @param naps   whether its looks are far apart
     */
    public void want(int reader, boolean naps)
    {
        long bit = 1L << Math.min(reader, Long.SIZE - 1);
        boolean shared = reader >= Long.SIZE - 1;
        if (naps || !shared)
        {
            set(bit, naps);
        }
    }

    /** Not by a lambda, which would be an object each time that a lane falls asleep. */
    private void set(long bit, boolean on)
    {
        long before;
        long after;
        do
        {
            before = (long) WANTED.getVolatile(this);
            after = on ? before | bit : before & ~bit;
        }
        while (!WANTED.compareAndSet(this, before, after));
    }

    boolean startsAt(long first)
    {
        return entries[index(first)] == first;
    }

    long last(long first)
    {
        return entries[index(first) + 1];
    }

    long timeNs(long first)
    {
        return entries[index(first) + 2];
    }

    private int index(long sequence)
    {
        return ((int) sequence & mask) << 2;
    }
}
