package io.ringmain.journal;

import java.nio.file.Path;

/**
 * Where a journal ends, after what a crash left there has been settled.
 *
 * @param lastSequence after which the journal goes on: the last record's, or the last that a repair gave up; -1 for none
 * @param lastCycle    the cycle of the last segment, 0 in an empty journal
 * @param lastTimeNs   of the last batch, in ns since 1970; 0 in an empty journal
 * @param opening      what was found and done
 */
record JournalTail(long lastSequence, int lastCycle, long lastTimeNs, JournalOpening opening)
{
    static final long NONE = -1;

    /** Settles what a former session left; only the one writer of the journal may call it. */
    static JournalTail settle(Path directory)
    {
        return new TailSettler(directory, false).settle();
    }

    /** Ends a session whose appender is closed; only the one writer of the journal may call it. */
    static JournalTail end(Path directory)
    {
        return new TailSettler(directory, true).settle();
    }
}
