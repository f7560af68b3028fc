package io.ringmain.cli;

import java.nio.file.Path;

import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReadOptions;

/**
 * The part of a journal that is asked for.
 *
 * @param fromSequence the first record, included
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
    static CatRange of(Path directory, ReadOptions options, JournalPoint from, JournalPoint to)
    {
        boolean fromStart = from instanceof JournalPoint.AfterStart || to instanceof JournalPoint.AfterStart;
        long startNs = fromStart ? firstTimeNs(directory, options) : 0;
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

    private static long firstTimeNs(Path directory, ReadOptions options)
    {
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            return reader.next() ? reader.timeNs() : 0;
        }
    }

    /** The last records of it. */
    CatRange last(long count, Path directory, ReadOptions options)
    {
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            begin(reader);
            long end = fromSequence;
            while (reader.next() && !isBehind(reader))
            {
                end = reader.sequence() + 1;
            }
            return new CatRange(Math.max(fromSequence, end - count), fromTimeNs, toSequence, toTimeNs);
        }
    }

    /** Moves a reader before its first record, or so near that what is before can be passed over. */
    void begin(JournalReader reader)
    {
        reader.seekSequence(fromSequence);
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
