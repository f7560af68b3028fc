package io.ringmain.engine;

import java.util.Arrays;

/**
 * Slots that were claimed and published but never filled, because what should fill them threw. No stage sees such an
 * event. Until the first of them, all this costs a stage one field read a batch.
 *
 * <p>
 * Owner of an entry: the publisher that claimed the slot. Readers: every stage. Invariants: an entry is written before
 * the ring's release of its sequence and read after a stage's acquire of it; an entry names its sequence, so that it
 * needs no clearing when the slot is used again.
 */
public final class AbandonedSlots
{
    private final long[] sequences;
    private final int mask;
    /** Sticky; set before the release that publishes the abandoned slot. */
    private boolean any;

    AbandonedSlots(int capacity)
    {
        sequences = new long[capacity];
        Arrays.fill(sequences, -1);
        mask = capacity - 1;
    }

    /**
     * Marks a claimed slot, before it is published.
     *
     * @param sequence of the slot
     */
    public void abandon(long sequence)
    {
        sequences[(int) sequence & mask] = sequence;
        any = true;
    }

    boolean any()
    {
        return any;
    }

    boolean isAbandoned(long sequence)
    {
        return sequences[(int) sequence & mask] == sequence;
    }
}
