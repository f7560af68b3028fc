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
     * Looks.
     *
     * @param directory of a journal
     * @param options   the key, and what to do about damage
     * @return how it was just now
     * @throws JournalException when there is no journal, it is damaged, or the key is missing or wrong
     */
    public static JournalExtent of(Path directory, ReadOptions options)
    {
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            if (!reader.next())
            {
                return new JournalExtent(NONE, 0, NONE, 0);
            }
            long first = reader.sequence();
            long firstTimeNs = reader.timeNs();
            while (reader.next())
            {
                // to the end
            }
            return new JournalExtent(first, firstTimeNs, reader.sequence(), reader.timeNs());
        }
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
