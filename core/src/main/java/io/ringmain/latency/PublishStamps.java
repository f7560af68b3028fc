package io.ringmain.latency;

/**
 * When each batch was published: a side array beside the ring, holding at the index of a batch's first sequence its time
 * and its last sequence. Hot path: plain arrays, no allocation.
 *
 * <pre>
 *   index of sequence s:  2 * (s &amp; mask)      time of publication, ns
 *                         2 * (s &amp; mask) + 1  last sequence of the batch that starts at s
 * </pre>
 *
 * Owner: the publisher that has claimed the batch. Readers: every stage, for sequences it may handle.
 * Invariants: batches tile the sequence space, so a reader that starts at a batch's first sequence finds every later one;
 * an entry is written before the ring's release of the batch and read after a stage's acquire of it.
 * The array is twice as long as the ring, so that an entry outlives its slot by one turn: a stage may hand its slots on
 * first and look at the stamps afterwards, off the path of the stages behind it.
 */
public final class PublishStamps
{
    private final long[] stamps;
    private final int mask;

    /**
     * For one ring.
     *
     * @param capacity the ring's slots, a power of two
     */
    public PublishStamps(int capacity)
    {
        int entries = Math.multiplyExact(capacity, 2);
        stamps = new long[Math.multiplyExact(entries, 2)];
        mask = entries - 1;
    }

    /**
     * Stamps a batch; the publication that follows makes it visible.
     *
     * @param first  its first sequence
     * @param last   its last
     * @param timeNs the time of publication
     */
    public void stamp(long first, long last, long timeNs)
    {
        int index = index(first);
        stamps[index] = timeNs;
        stamps[index + 1] = last;
    }

    long timeNs(long first)
    {
        return stamps[index(first)];
    }

    long last(long first)
    {
        return stamps[index(first) + 1];
    }

    private int index(long sequence)
    {
        return ((int) sequence & mask) << 1;
    }
}
