package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;

/** How far a journal has taken the log that it was recorded from, so that recording can go on behind that. */
public final class JournalPositions
{
    /** Nearly always enough, and read in no time. */
    private static final long WINDOW = 1 << 16;

    private JournalPositions()
    {}

    /**
     * Looks for the last record of each partition, from the end of the journal backwards.
     *
     * @param directory  of a journal, or of none yet
     * @param options    the key
     * @param partitions how many the log has; the search ends when all are found
     * @return the records by partition; nothing for a partition of which there is none
     * @throws JournalException when the journal cannot be read, or is not one of recorded logs
     */
    public static Map<Integer, LogRecord> last(Path directory, ReadOptions options, int partitions)
    {
        if (!Files.exists(directory) || SegmentFiles.cycles(directory).isEmpty())
        {
            return Map.of();
        }
        JournalExtent extent = JournalExtent.of(directory, options);
        long from = Math.max(extent.firstSequence(), extent.lastSequence() - WINDOW);
        Map<Integer, LogRecord> found = scan(directory, options, from);
        return found.size() >= partitions || from <= extent.firstSequence()
                ? found
                : scan(directory, options, extent.firstSequence());
    }

    private static Map<Integer, LogRecord> scan(Path directory, ReadOptions options, long from)
    {
        Map<Integer, LogRecord> last = new TreeMap<>();
        LogRecordCodec codec = new LogRecordCodec();
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            if (from > 0)
            {
                reader.seekSequence(from);
            }
            while (reader.next())
            {
                if (!reader.isLogRecord())
                {
                    throw new JournalException(
                            "The journal %s holds what an app's own codec wrote (record %d), so it says nothing of another log's positions; record into another one."
                                    .formatted(directory, reader.sequence()));
                }
                LogRecord record = last.computeIfAbsent(reader.partition(), partition -> new LogRecord()).clear();
                record.timeNs(reader.timeNs()).position(reader.partition(), reader.position());
                codec.decode(reader.buffer(), reader.offset(), reader.length(), record);
            }
        }
        return last;
    }
}
