package io.ringmain.journal;

import java.nio.file.Path;

/**
 * One segment, as its index record or its first and last batch tell.
 *
 * @param file          where it lies
 * @param state         whether it still grows
 * @param clean         whether its writer ended it; false for one that a later opening had to end, and for one that is open
 * @param firstSequence of its first record
 * @param lastSequence  of its last record; one before the first when it holds none
 * @param firstTimeNs   of its first batch, ns since 1970; 0 without one
 * @param lastTimeNs    of its last batch, ns since 1970; 0 without one
 * @param bytes         of the file
 */
public record SegmentStat(Path file, State state, boolean clean, long firstSequence, long lastSequence,
        long firstTimeNs, long lastTimeNs, long bytes)
{
    /** What a segment is just now. */
    public enum State
    {
        /** It never changes any more. */
        SEALED,
        /** It is being written, or its writer was killed. */
        OPEN,
        /** The index knows it, but there is no such file. */
        MISSING,
        /** Nothing in it can be read. */
        UNREADABLE
    }

    /**
     * How many sequences it spans.
     *
     * @return a count from 0
     */
    public long count()
    {
        return lastSequence - firstSequence + 1;
    }
}
