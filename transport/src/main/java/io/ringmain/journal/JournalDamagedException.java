package io.ringmain.journal;

import java.nio.file.Path;

/** A journal holds bytes that its writer did not leave there, or misses some that it did. */
public final class JournalDamagedException extends JournalException
{
    /** What {@link #lastLost()} answers when nothing readable follows the damage. */
    public static final long UNKNOWN = -1;

    private static final long serialVersionUID = 1L;

    private final transient Path segment;
    private final long position;
    private final long firstLost;
    private final long lastLost;

    JournalDamagedException(Path segment, long position, long firstLost, long lastLost, String what)
    {
        super("%s is damaged at byte %d: %s; lost are the sequences %s. Restore this file from a copy, or keep the records before %d."
                .formatted(segment, position, what, range(firstLost, lastLost), firstLost));
        this.segment = segment;
        this.position = position;
        this.firstLost = firstLost;
        this.lastLost = known(firstLost, lastLost);
    }

    /** The next batch that was found may be the damaged one itself, with nothing but its header gone. */
    private static long known(long first, long last)
    {
        return last < first ? UNKNOWN : last;
    }

    private static String range(long first, long last)
    {
        return known(first, last) == UNKNOWN ? "from " + first + " on" : first + " to " + last;
    }

    /**
     * The file that is damaged.
     *
     * @return null only after serialization
     */
    public Path segment()
    {
        return segment;
    }

    /**
     * Where in the file.
     *
     * @return in bytes from its start
     */
    public long position()
    {
        return position;
    }

    /**
     * The first sequence that cannot be read.
     *
     * @return one after the last good record's
     */
    public long firstLost()
    {
        return firstLost;
    }

    /**
     * The last sequence before the journal can be read again.
     *
     * @return {@link #UNKNOWN} when nothing readable follows
     */
    public long lastLost()
    {
        return lastLost;
    }
}
