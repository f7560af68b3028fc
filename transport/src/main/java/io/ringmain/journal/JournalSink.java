package io.ringmain.journal;

import java.nio.file.Path;

import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;

/**
 * Records kept in a journal, without a pipeline around it. Batches end after 64 KB, and whenever nothing more comes just now.
 *
 * <p>
 * Acknowledged is what would survive a killed process; with a sync policy, see there. Threading: one thread.
 */
public final class JournalSink implements RecordSink
{
    private static final long BATCH_BYTES = 64 * 1024;

    private final JournalWriter<LogRecord> writer;
    private final int recordBytes;
    private final long firstSequence;
    private long written;
    private long batchBytes;

    private JournalSink(JournalWriter<LogRecord> writer, int recordBytes)
    {
        this.writer = writer;
        this.recordBytes = recordBytes;
        firstSequence = writer.writtenPosition() + 1;
    }

    /**
     * Opens a journal, and creates it when there is none.
     *
     * @param directory where the segments lie; its parent must exist
     * @param options   for the segments from now on
     * @return goes on behind the journal's last record
     * @throws JournalException when it cannot be opened
     */
    public static JournalSink open(Path directory, JournalOptions options)
    {
        return new JournalSink(JournalWriter.open(directory, new LogRecordCodec(), options), options.recordBytes());
    }

    @Override
    public void write(LogRecord record)
    {
        long bytes = LogRecordCodec.encodedBytes(record);
        if (bytes > recordBytes)
        {
            throw new RecordRefusedException(
                    "a record of %d bytes is more than the %d that this journal takes; larger segments take records of up to 1 MB"
                            .formatted(bytes, recordBytes));
        }
        batchBytes += bytes;
        boolean end = batchBytes >= BATCH_BYTES;
        writer.onEvent(record, written, end);
        written++;
        batchBytes = end ? 0 : batchBytes;
    }

    @Override
    public void flush()
    {
        writer.flush();
        batchBytes = 0;
    }

    @Override
    public long acknowledged()
    {
        return writer.records();
    }

    /**
     * The sequence of the first record that was written, or will be.
     *
     * @return 0 in a new journal
     */
    public long firstSequence()
    {
        return firstSequence;
    }

    /**
     * How many segments the journal has.
     *
     * @return of all sessions
     */
    public int segments()
    {
        return SegmentFiles.cycles(writer.directory()).size();
    }

    @Override
    public void close()
    {
        writer.close();
    }
}
