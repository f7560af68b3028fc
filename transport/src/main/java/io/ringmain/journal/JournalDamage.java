package io.ringmain.journal;

import java.nio.file.Path;

/**
 * Records that a journal's writer left there and that cannot be read.
 *
 * @param segment   the file that is damaged, or missing
 * @param position  where in the file, in bytes from its start
 * @param firstLost the first sequence that cannot be read: one after the last good record's
 * @param lastLost  the last sequence before the journal can be read again, {@link #UNKNOWN} when nothing readable follows
 * @param what      what is wrong there, for people
 */
public record JournalDamage(Path segment, long position, long firstLost, long lastLost, String what)
{
    /** What {@link #lastLost()} answers when nothing readable follows the damage. */
    public static final long UNKNOWN = -1;

    /** The next batch that was found may be the damaged one itself, with nothing but its header gone. */
    public JournalDamage
    {
        if (lastLost < firstLost)
        {
            lastLost = UNKNOWN;
        }
    }

    /** The loss in words. */
    @Override
    public String toString()
    {
        String lost = lastLost == UNKNOWN ? "from " + firstLost + " on" : firstLost + " to " + lastLost;
        return "%s is damaged at byte %d: %s; lost are the sequences %s".formatted(segment, position, what, lost);
    }
}
