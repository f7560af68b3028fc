package io.ringmain.journal;

import java.nio.file.Path;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal from its first record that is kept, or from where a seek goes, to its last, in order, and checks every
 * batch before it hands on its first record. A cursor: {@link #next()} moves it, and the accessors describe the record it stands on. Hot path: nothing is
 * allocated for a record or a batch.
 *
 * <p>
 * Threading: one thread. A writer may go on meanwhile, also in another process: after {@code next()} was false it may
 * become true.
 */
public final class JournalReader implements AutoCloseable
{
    private static final long ANY = Long.MIN_VALUE;

    private final Path directory;
    private final JournalWalk walk;
    private final BatchRecords records;

    private long sequence = JournalTail.NONE;
    private long timeNs;
    private boolean logRecords;
    private UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int recordsLeft;
    private int nextRecord;
    private long nextSequence;
    private int partition;
    private long position;
    private int offset;
    private int length;

    // what a seek looks for, until the first record behind it is found
    private boolean seeking;
    private long wantedSequence;
    private long wantedTimeNs;
    private long wantedPosition;
    private int wantedPartition;

    private JournalReader(Path directory, ReadOptions options)
    {
        this.directory = directory;
        walk = new JournalWalk(directory, options.skipped(), options.skipped());
        records = new BatchRecords(directory, options.key());
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
        return new JournalReader(JournalDirectory.forReading(directory), options);
    }

    /**
     * Goes on to the next record.
     *
     * @return false at the end of what is written so far
     * @throws JournalDamagedException when the next record cannot be read as it was written, and damage is not skipped; the
     *                                 cursor stays where it is, and every further call throws the same until a seek
     * @throws JournalException        when the key is missing or wrong, or the next record was trimmed away just now
     */
    public boolean next()
    {
        if (recordsLeft == 0 && !nextBatch())
        {
            return false;
        }
        int at = nextRecord;
        int bytes = buffer.getInt(at + BatchDescriptor.RECORD_LENGTH_OFFSET, BatchDescriptor.ORDER);
        partition = buffer.getInt(at + BatchDescriptor.RECORD_PARTITION_OFFSET, BatchDescriptor.ORDER);
        position = buffer.getLong(at + BatchDescriptor.RECORD_POSITION_OFFSET, BatchDescriptor.ORDER);
        offset = at + BatchDescriptor.RECORD_HEADER_BYTES;
        length = bytes;
        nextRecord = at + BatchDescriptor.RECORD_HEADER_BYTES + bytes;
        recordsLeft--;
        sequence = nextSequence++;
        return true;
    }

    private boolean nextBatch()
    {
        while (walk.next())
        {
            Segment segment = walk.segment();
            int batch = segment.batchOffset();
            if (!seeking || !isBeforeWanted(segment.buffer(), batch))
            {
                String problem;
                try
                {
                    problem = records.open(segment, batch);
                }
                catch (JournalException e)
                {
                    throw walk.fail(e);
                }
                if (problem != null)
                {
                    walk.skipBatch(problem);
                }
                else if (enter(segment.buffer(), batch))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns false when all of its records lie before the wanted one. */
    private boolean enter(DirectBuffer header, int batch)
    {
        int count = BatchDescriptor.count(header, batch);
        long first = BatchDescriptor.firstSequence(header, batch);
        int skip = 0;
        if (seeking)
        {
            skip = wantedPosition == ANY
                    ? (int) (Math.max(wantedSequence, first) - first)
                    : records.find(wantedPartition, wantedPosition);
            if (skip < 0)
            {
                return false;
            }
            seeking = false;
        }
        timeNs = BatchDescriptor.timeNs(header, batch);
        logRecords = (BatchDescriptor.flags(header, batch) & BatchDescriptor.LOG_RECORDS) != 0;
        buffer = records.buffer();
        nextRecord = records.offset(skip);
        recordsLeft = count - skip;
        nextSequence = first + skip;
        return recordsLeft > 0;
    }

    private boolean isBeforeWanted(DirectBuffer header, int batch)
    {
        return BatchDescriptor.firstSequence(header, batch) + BatchDescriptor.count(header, batch) <= wantedSequence ||
                BatchDescriptor.timeNs(header, batch) < wantedTimeNs;
    }

    /**
     * Goes before a record, so that {@link #next()} moves onto it. One that is not yet written is waited for: until then
     * {@code next()} is false. When it is lost, and damage is skipped, {@code next()} moves onto the first behind it.
     *
     * @param wanted its sequence
     * @throws JournalException when it was trimmed away
     */
    public void seekSequence(long wanted)
    {
        requireKept(wanted);
        int cycle = walk.map().last(beginning -> beginning.firstSequence() <= wanted);
        begin(cycle, (segment, batch) -> BatchDescriptor.firstSequence(segment.buffer(), batch) <= wanted);
        wantedSequence = wanted;
        // a trimmer may have been at work meanwhile
        requireKept(wanted);
    }

    private void requireKept(long wanted)
    {
        long first = walk.map().refresh().trimmed().firstSequence();
        if (wanted < first)
        {
            throw walk.fail(
                    new JournalException("Sequence %d was trimmed from %s; the first that is kept is %d. Seek that one."
                            .formatted(wanted, directory, first)));
        }
    }

    /**
     * Goes before the first record whose time is not before another, so that {@link #next()} moves onto it. One that is not
     * yet written is waited for.
     *
     * @param ns since 1970, as {@link #timeNs()}
     */
    public void seekTime(long ns)
    {
        walk.map().refresh();
        // one with that very time may lie before others with it, and they in turn in the segment before
        int cycle = walk.map().last(beginning -> beginning.firstTimeNs() < ns);
        begin(cycle, (segment, batch) -> BatchDescriptor.timeNs(segment.buffer(), batch) < ns);
        wantedTimeNs = ns;
    }

    /**
     * Goes before the first record of a partition of the source that is at a position or behind it, so that {@link #next()}
     * moves onto it. One that is not yet written is waited for. Quick when the partition's records are spread over the
     * journal; where it has none, the segments are walked through.
     *
     * @param wantedOf the partition
     * @param from     the position, from 0; the positions of one partition must rise in the journal
     * @throws JournalException when the key is missing or wrong
     */
    public void seekSource(int wantedOf, long from)
    {
        walk.map().refresh();
        SourceSearch search = new SourceSearch(walk.map(), records, wantedOf, from);
        begin(search.cycle(), search);
        wantedPartition = wantedOf;
        wantedPosition = Math.max(0, from);
    }

    /** Goes behind the last whole record that is written now, so that {@link #next()} moves onto the one after it. */
    public void seekEnd()
    {
        JournalMap map = walk.map();
        map.refresh();
        List<Integer> cycles = map.cycles();
        reset();
        for (int i = cycles.size() - 1; i >= 0; i--)
        {
            Segment segment = Segment.openIfPresent(map.file(cycles.get(i)));
            int last = segment == null ? -1 : SegmentSearch.last(segment, (any, batch) -> true);
            if (last >= 0)
            {
                long first = BatchDescriptor.firstSequence(segment.buffer(), last);
                wantedSequence = first + BatchDescriptor.count(segment.buffer(), last);
                walk.to(segment, last, first);
                return;
            }
            if (segment != null)
            {
                segment.close();
            }
        }
        walk.toStart();
    }

    /** Goes to the last batch for which a test holds, in the segment of a cycle; to the first record when that is 0. */
    private void begin(int cycle, SegmentSearch.Test test)
    {
        reset();
        IndexRecord facts = cycle == 0 ? null : walk.map().beginning(cycle);
        Segment segment = facts == null ? null : Segment.openIfPresent(walk.map().file(cycle));
        if (segment == null)
        {
            walk.toStart();
            return;
        }
        int batch = SegmentSearch.last(segment, test);
        walk.to(segment, batch,
                batch < 0 ? facts.firstSequence() : BatchDescriptor.firstSequence(segment.buffer(), batch));
    }

    private void reset()
    {
        recordsLeft = 0;
        sequence = JournalTail.NONE;
        seeking = true;
        wantedSequence = ANY;
        wantedTimeNs = ANY;
        wantedPosition = ANY;
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
     * @return from 0 and without a gap, but for what was told as lost; -1 before the first {@link #next()}, also after a seek
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
     * Where the record's payload is. The bytes are valid until the next {@link #next()}, a seek or {@link #close()}.
     *
     * @return mapped memory, or what was decrypted, to be read from {@link #offset()} on
     */
    public DirectBuffer buffer()
    {
        return buffer;
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
        walk.close();
    }
}
