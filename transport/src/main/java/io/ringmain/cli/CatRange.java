package io.ringmain.cli;

import java.nio.file.Path;

import io.ringmain.journal.JournalReader;
import io.ringmain.journal.JournalStat;
import io.ringmain.report.Units;

/**
 * The part of a journal that is asked for.
 *
 * @param fromSequence the first record, included; 0 for the first that is kept
 * @param fromTimeNs   what came before is left out, in ns since 1970
 * @param toSequence   the first record behind it
 * @param toTimeNs     what came then or later is left out, in ns since 1970
 */
record CatRange(long fromSequence, long fromTimeNs, long toSequence, long toTimeNs)
{
    /**
     * Finds out what is meant.
     *
     * @param from null for the beginning
     * @param to   null for the end
     */
    static CatRange of(Path directory, JournalPoint from, JournalPoint to)
    {
        boolean fromStart = from instanceof JournalPoint.AfterStart || to instanceof JournalPoint.AfterStart;
        long startNs = fromStart ? JournalStat.of(directory).firstTimeNs() : 0;
        return new CatRange(sequence(from, 0), timeNs(from, startNs, Long.MIN_VALUE), sequence(to, Long.MAX_VALUE),
                timeNs(to, startNs, Long.MAX_VALUE));
    }

    private static long sequence(JournalPoint point, long otherwise)
    {
        return point instanceof JournalPoint.Sequence sequence ? sequence.number() : otherwise;
    }

    private static long timeNs(JournalPoint point, long startNs, long otherwise)
    {
        if (point instanceof JournalPoint.AfterStart after)
        {
            return startNs + after.ns();
        }
        return point instanceof JournalPoint.Time time ? time.ns() : otherwise;
    }

    /** The last records of it that there are now. */
    CatRange last(long count, Path directory, JournalReader reader)
    {
        JournalStat summary = JournalStat.of(directory);
        long end = Math.min(toSequence, summary.lastSequence() + 1);
        if (toTimeNs != Long.MAX_VALUE)
        {
            reader.seekTime(toTimeNs);
            end = reader.next() ? Math.min(end, reader.sequence()) : end;
            reader.seekSequence(summary.firstSequence());
        }
        long first = Math.max(summary.firstSequence(), end - count);
        return new CatRange(Math.max(fromSequence, first), fromTimeNs, toSequence, toTimeNs);
    }

    /**
     * Whether it may have a record.
     *
     * @throws UserError when it begins behind the end
     */
    void check(Path directory)
    {
        if (fromSequence > 0)
        {
            JournalStat summary = JournalStat.of(directory);
            long next = summary.lastSequence() + 1;
            if (fromSequence > next)
            {
                throw new UserError("there is no sequence " + Units.count(fromSequence) + " yet: journal:" + directory +
                        (summary.records() == 0 ? " has no record" : " ends with " + Units.count(next - 1)) +
                        "; give a lower one, or --follow to wait for it");
            }
        }
    }

    /** Moves a reader before its first record, or so near that what is before can be passed over. */
    void begin(JournalReader reader)
    {
        // not 0, which may have been trimmed: the reader stands before the first that is kept
        if (fromSequence > 0)
        {
            reader.seekSequence(fromSequence);
        }
        else if (fromTimeNs != Long.MIN_VALUE)
        {
            reader.seekTime(fromTimeNs);
        }
    }

    boolean isBefore(JournalReader reader)
    {
        return reader.timeNs() < fromTimeNs;
    }

    boolean isBehind(JournalReader reader)
    {
        return reader.sequence() >= toSequence || reader.timeNs() >= toTimeNs;
    }
}
