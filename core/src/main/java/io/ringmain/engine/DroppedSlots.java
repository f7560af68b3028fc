package io.ringmain.engine;

import java.util.Arrays;

/**
 * Slots whose events go no further: one stage dropped them, or the publisher could not fill them. Each stage that can
 * drop has one of these, and so have the publishers; the stages behind it look here. Until the first drop, all this costs
 * them one field read a batch.
 *
 * <p>
 * Owner of an entry: whoever may mark it, the lane of the dropping stage or the publisher that claimed the slot. Readers:
 * the stages behind. Invariants: an entry is written before the release of its sequence and read after an acquire of it;
 * an entry names its sequence, so that it needs no clearing when the slot is used again. Progress: wait-free.
 */
public final class DroppedSlots
{
    private final long[] sequences;
    private final int mask;
    /** Sticky; set before the release of the first dropped slot. */
    private boolean any;

    DroppedSlots(int capacity)
    {
        sequences = new long[capacity];
        Arrays.fill(sequences, -1);
        mask = capacity - 1;
    }

    /**
     * Marks a slot, before its sequence is released.
     *
     * @param sequence of the slot
     */
    public void drop(long sequence)
    {
        sequences[(int) sequence & mask] = sequence;
        any = true;
    }

    boolean any()
    {
        return any;
    }

    boolean isDropped(long sequence)
    {
        return sequences[(int) sequence & mask] == sequence;
    }
}
