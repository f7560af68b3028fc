package io.ringmain.journal;

import java.nio.file.Path;

/**
 * Records that a journal's writer left there and that cannot be read.
 *
 * @param segment   the file that is damaged, or missing
 * @param position  where in the file, in bytes from its start
 * @param firstLost the first sequence that cannot be read: one after the last good record's
 * @param lastLost  the last sequence before the journal can be read again; {@code firstLost - 1} when no record is lost, and
 *                  {@link #UNKNOWN} when nothing readable follows and the index does not know it either
 * @param what      what is wrong there, for people
 */
public record JournalDamage(Path segment, long position, long firstLost, long lastLost, String what)
{
    /** What {@link #lastLost()} and {@link #lost()} answer when nothing tells how far the damage goes. */
    public static final long UNKNOWN = -2;

    /** What follows may begin before the loss, in a file from elsewhere. */
    public JournalDamage
    {
        if (lastLost < firstLost - 1)
        {
            lastLost = UNKNOWN;
        }
    }

    /**
     * How many records are lost.
     *
     * @return a count from 0, or {@link #UNKNOWN}
     */
    public long lost()
    {
        return lastLost == UNKNOWN ? UNKNOWN : lastLost - firstLost + 1;
    }

    /** The loss in words. */
    @Override
    public String toString()
    {
        String loss = "lost are the sequences %d to %d".formatted(firstLost, lastLost);
        if (lastLost == UNKNOWN)
        {
            loss = "lost are the sequences from " + firstLost + " on";
        }
        else if (lastLost < firstLost)
        {
            loss = "no record is lost";
        }
        return "%s is damaged at byte %d: %s; %s".formatted(segment, position, what, loss);
    }
}
