package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.agrona.DirectBuffer;

/**
 * Reads a journal from its first record to its last, in order, and checks every batch before it hands on its first
 * record. A cursor: {@link #next()} moves it, and the accessors describe the record it stands on. Hot path: nothing is
 * allocated for a record or a batch.
 *
 * <p>
 * Threading: one thread. A writer may go on meanwhile, also in another process: after {@code next()} was false it may
 * become true.
 */
public final class JournalReader implements AutoCloseable
{
    private final Path directory;
    private int cycle;
    private Segment segment;
    private JournalDamagedException damage;
    private boolean closed;

    private long nextSequence;
    private long sequence = JournalTail.NONE;
    private long timeNs;
    private boolean logRecords;
    private int recordsLeft;
    private int nextRecord;
    private int partition;
    private long position;
    private int offset;
    private int length;

    private JournalReader(Path directory, ReadOptions options)
    {
        this.directory = directory;
        if (options.key() != null || options.skipped() != null)
        {
            throw new JournalException("reading with a key or around damage is on its way");
        }
    }

    /**
     * Opens a journal before its first record.
     *
     * @param directory of a journal
     * @return the cursor
     * @throws JournalException when there is no journal, or the JVM's flags are missing
     */
    public static JournalReader open(Path directory)
    {
        return open(directory, ReadOptions.defaults());
    }

    /**
     * Opens a journal before its first record.
     *
     * @param directory of a journal
     * @param options   the key, and what to do about damage
     * @return the cursor
     * @throws JournalException when there is no journal, the key is missing or wrong, or the JVM's flags are missing
     */
    public static JournalReader open(Path directory, ReadOptions options)
    {
        ChronicleSetup.forReading();
        JournalReader reader = new JournalReader(JournalDirectory.forReading(directory), options);
        reader.cycle = SegmentFiles.FIRST_CYCLE - 1;
        return reader;
    }

    /**
     * Goes on to the next record.
     *
     * @return false at the end of what is written so far
     * @throws JournalDamagedException when the next record cannot be read as it was written; the cursor stays where it is,
     *                                 and every further call throws the same
     */
    public boolean next()
    {
        if (recordsLeft == 0 && !nextBatch())
        {
            return false;
        }
        DirectBuffer buffer = segment.buffer();
        length = buffer.getInt(nextRecord + BatchDescriptor.RECORD_LENGTH_OFFSET, BatchDescriptor.ORDER);
        partition = buffer.getInt(nextRecord + BatchDescriptor.RECORD_PARTITION_OFFSET, BatchDescriptor.ORDER);
        position = buffer.getLong(nextRecord + BatchDescriptor.RECORD_POSITION_OFFSET, BatchDescriptor.ORDER);
        offset = nextRecord + BatchDescriptor.RECORD_HEADER_BYTES;
        nextRecord = offset + length;
        recordsLeft--;
        sequence = nextSequence++;
        return true;
    }

    /**
     * Goes before a record, so that {@link #next()} moves onto it.
     *
     * @param wanted its sequence; one behind the end is waited for
     * @throws JournalException when it was trimmed away
     */
    public void seekSequence(long wanted)
    {
        while (nextSequence < wanted && next())
        {
            // on to it
        }
    }

    private boolean nextBatch()
    {
        if (damage != null)
        {
            throw damage;
        }
        if (closed)
        {
            throw new JournalException("The reader of " + directory + " is closed.");
        }
        while (segment != null || nextSegment())
        {
            switch (segment.next())
            {
                case BATCH -> {
                    enterBatch();
                    return true;
                }
                case ENDED -> {
                    checkEnd();
                    if (!nextSegment())
                    {
                        return false;
                    }
                }
                case OPEN, INCOMPLETE -> {
                    if (!hasGoneOn())
                    {
                        return false;
                    }
                }
                case TRUNCATED ->
                    throw damaged(segment.position(), "the file ends inside an excerpt, or without an end mark");
            }
        }
        return false;
    }

    private void enterBatch()
    {
        String problem = segment.batchProblem();
        if (problem != null)
        {
            throw damaged(segment.lastBatchPosition(), problem);
        }
        DirectBuffer buffer = segment.buffer();
        int batch = segment.batchOffset();
        long first = BatchDescriptor.firstSequence(buffer, batch);
        if (first != nextSequence)
        {
            throw remember(
                    new JournalDamagedException(segment.file(), segment.lastBatchPosition(), nextSequence, first - 1,
                            "a batch begins with sequence " + first + " where " + nextSequence + " was due"));
        }
        timeNs = BatchDescriptor.timeNs(buffer, batch);
        logRecords = (BatchDescriptor.flags(buffer, batch) & BatchDescriptor.LOG_RECORDS) != 0;
        recordsLeft = BatchDescriptor.count(buffer, batch);
        nextRecord = batch + BatchDescriptor.HEADER_BYTES;
    }

    private boolean nextSegment()
    {
        Path file = SegmentFiles.segment(directory, cycle + 1);
        if (!Files.exists(file))
        {
            requireNoLater(file);
            return false;
        }
        Segment next = Segment.open(file);
        if (!next.isInitialised())
        {
            try (next)
            {
                requireUntouched(next);
                return false;
            }
        }
        if (!next.isQueueFile())
        {
            next.close();
            throw remember(new JournalDamagedException(file, 0, nextSequence, lastLost(cycle + 2),
                    "its header is not Chronicle Queue's"));
        }
        if (segment != null)
        {
            segment.close();
        }
        segment = next;
        cycle++;
        return true;
    }

    /** A segment without a header is one that its writer has only begun, or was killed then; nothing follows it. */
    private void requireUntouched(Segment next)
    {
        boolean untouched = next.isUntouched() && lastCycle() == cycle + 1;
        // a writer may have gone on between the looks
        if (!untouched && !next.isInitialised())
        {
            throw remember(new JournalDamagedException(next.file(), 0, nextSequence, lastLost(cycle + 1),
                    "its header is gone"));
        }
    }

    private int lastCycle()
    {
        List<Integer> cycles = SegmentFiles.cycles(directory);
        return cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1);
    }

    /** Whether more came while we looked; false at the end, and damage when more had come before. */
    private boolean hasGoneOn()
    {
        boolean beyond = segment.writePosition() > segment.lastBatchPosition();
        if (!beyond && !Files.exists(SegmentFiles.segment(directory, cycle + 2)) && !isNextInitialised())
        {
            return false;
        }
        // the writer completes an excerpt first, then moves its position or rolls: look again
        if (segment.isWritten())
        {
            return true;
        }
        throw damaged(segment.position(), beyond
                ? "nothing is written here, but its write position is " + segment.writePosition()
                : "it has no end mark, but a later segment exists");
    }

    private boolean isNextInitialised()
    {
        Path file = SegmentFiles.segment(directory, cycle + 1);
        if (!Files.exists(file))
        {
            return false;
        }
        try (Segment next = Segment.open(file))
        {
            return next.isInitialised();
        }
    }

    private void checkEnd()
    {
        if (segment.writePosition() > segment.lastBatchPosition())
        {
            throw damaged(segment.position(), "it ends before its write position " + segment.writePosition());
        }
    }

    private void requireNoLater(Path missing)
    {
        if (lastCycle() > cycle && !Files.exists(missing))
        {
            throw remember(new JournalDamagedException(missing, 0, nextSequence, lastLost(cycle + 2),
                    "the file is missing, but a later segment exists"));
        }
    }

    private JournalDamagedException damaged(long at, String what)
    {
        int found = segment.findBatch((int) at + 8);
        long last = found >= 0
                ? BatchDescriptor.firstSequence(segment.buffer(), found) - 1
                : lastLost(cycle + 1);
        return remember(new JournalDamagedException(segment.file(), at, nextSequence, last, what));
    }

    /** The sequence before the first that can be read in the segments from this cycle on. */
    private long lastLost(int from)
    {
        for (int later : SegmentFiles.cycles(directory))
        {
            if (later >= from)
            {
                try (Segment next = Segment.open(SegmentFiles.segment(directory, later)))
                {
                    int found = next.findBatch(0);
                    if (found >= 0)
                    {
                        return BatchDescriptor.firstSequence(next.buffer(), found) - 1;
                    }
                }
            }
        }
        return JournalDamage.UNKNOWN;
    }

    private JournalDamagedException remember(JournalDamagedException e)
    {
        damage = e;
        return e;
    }

    /**
     * Whether the record is a {@link io.ringmain.log.LogRecord}, as {@link io.ringmain.log.LogRecordCodec} writes it.
     *
     * @return false for what an app's own codec wrote
     */
    public boolean isLogRecord()
    {
        return logRecords;
    }

    /**
     * The record's place in the journal.
     *
     * @return from 0 and without a gap; -1 before the first {@link #next()}
     */
    public long sequence()
    {
        return sequence;
    }

    /**
     * When the batch of this record was begun.
     *
     * @return ns since 1970 by the writer's clock
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * The partition of the log that the event came from.
     *
     * @return 0 when the event was not {@link io.ringmain.event.Positioned}
     */
    public int partition()
    {
        return partition;
    }

    /**
     * The event's position in the log that it came from.
     *
     * @return {@link io.ringmain.event.Positioned#NO_POSITION} when it has none
     */
    public long position()
    {
        return position;
    }

    /**
     * The segment with the record's payload. The bytes are valid until the next {@link #next()} or {@link #close()}.
     *
     * @return mapped memory, to be read from {@link #offset()} on
     */
    public DirectBuffer buffer()
    {
        return segment.buffer();
    }

    /**
     * Where the payload begins.
     *
     * @return in bytes from the start of {@link #buffer()}
     */
    public int offset()
    {
        return offset;
    }

    /**
     * The length of the payload.
     *
     * @return in bytes, from 0
     */
    public int length()
    {
        return length;
    }

    /** Unmaps the segment. */
    @Override
    public void close()
    {
        recordsLeft = 0;
        closed = true;
        if (segment != null)
        {
            segment.close();
        }
    }
}
