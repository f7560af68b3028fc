package io.ringmain.journal;

import java.nio.file.Path;

/**
 * How far a journal goes.
 *
 * @param firstSequence the first record that is kept; {@link #NONE} in an empty journal
 * @param firstTimeNs   its time, in ns since 1970
 * @param lastSequence  the last record; {@link #NONE} in an empty journal
 * @param lastTimeNs    its time, in ns since 1970
 */
public record JournalExtent(long firstSequence, long firstTimeNs, long lastSequence, long lastTimeNs)
{
    /** No record at all. */
    public static final long NONE = -1;

    /**
     * Looks, in some milliseconds however long the journal is.
     *
     * @param directory of a journal
     * @param options   the key; damage is passed over without a word
     * @return how it was just now
     * @throws JournalException when there is no journal, or the key is missing or wrong
     */
    public static JournalExtent of(Path directory, ReadOptions options)
    {
        ReadOptions quietly = options.skippingDamage(damage ->
        {
            // whoever reads it is told
        });
        try (JournalReader reader = JournalReader.open(directory, quietly))
        {
            if (!reader.next())
            {
                return new JournalExtent(NONE, 0, NONE, 0);
            }
            long first = reader.sequence();
            long firstTimeNs = reader.timeNs();
            long last = last(reader, first);
            reader.seekSequence(last);
            reader.next();
            return new JournalExtent(first, firstTimeNs, reader.sequence(), reader.timeNs());
        }
    }

    /** The last sequence behind which there is nothing, by halving. */
    private static long last(JournalReader reader, long first)
    {
        long there = first;
        long step = 1;
        while (isAnyFrom(reader, there + step))
        {
            there = reader.sequence();
            step *= 2;
        }
        long notThere = there + step;
        while (notThere - there > 1)
        {
            long middle = there + (notThere - there) / 2;
            if (isAnyFrom(reader, middle))
            {
                there = reader.sequence();
            }
            else
            {
                notThere = middle;
            }
        }
        return there;
    }

    private static boolean isAnyFrom(JournalReader reader, long sequence)
    {
        reader.seekSequence(sequence);
        return reader.next();
    }

    /**
     * How many records there are.
     *
     * @return a count from 0
     */
    public long records()
    {
        return lastSequence == NONE ? 0 : lastSequence - firstSequence + 1;
    }
}
