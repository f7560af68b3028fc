package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends batches to segments, and rolls by size. Hot path: nothing is allocated, and between two rolls the operating system
 * is not called.
 *
 * <ul>
 * <li>Owner: one thread at a time; opened by one, used by another, closed by a third is fine.
 * <li>Readers: any thread, {@link #segment()}.
 * <li>Invariants: an excerpt never reaches past the bytes that were filled; a segment has its end mark before the next
 * begins.
 * <li>Progress: waits for the helper at a roll; where the disk is full, as {@link WhenFull} says.
 * </ul>
 */
final class SegmentAppender implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(SegmentAppender.class);
    private static final long LOOK_AGAIN_NS = 50_000_000;

    private final Path directory;
    private final JournalOptions options;
    private final int flags;
    private final Prefill prefill;
    private final ChronicleDirectory chronicle;
    private final SegmentHeader header;
    private final BatchBuffer batch;
    /** Null: batches grow where they stay. Otherwise here, and are encrypted to where they stay. */
    private final BatchCipher cipher;
    private final ByteBuffer plainBytes;
    private final UnsafeBuffer plain;
    private final int longestBytes;
    private final int firstCycle;

    // written by the owner at a roll; read by whoever forces
    private volatile SegmentWriter segment;

    private SegmentAppender(Path directory, JournalOptions options, int flags, Prefill prefill,
            ChronicleDirectory chronicle, SegmentHeader header,
            SegmentWriter first)
    {
        this.directory = directory;
        this.options = options;
        this.flags = flags;
        this.prefill = prefill;
        this.chronicle = chronicle;
        this.header = header;
        segment = first;
        firstCycle = first.cycle();
        batch = new BatchBuffer(options.recordBytes());
        cipher = options.key() == null ? null : BatchCipher.forWriting(options.key());
        longestBytes = options.longBatchBytes() + BatchBuffer.longestOfOne(options.recordBytes()) +
                BatchCipher.OVERHEAD_BYTES;
        plainBytes = cipher == null
                ? null
                : BufferUtil.allocateDirectAligned(longestBytes, 64).order(ByteOrder.LITTLE_ENDIAN);
        plain = cipher == null ? null : new UnsafeBuffer(plainBytes);
        begin();
    }

    /** Begins a segment, as {@link ChronicleDirectory} has it from Chronicle itself. */
    static SegmentAppender open(Path directory, JournalOptions options, int flags, int cycle, Prefill prefill)
    {
        prefill.fillForChronicle(cycle);
        prefill.fillMetadata();
        ChronicleDirectory chronicle = ChronicleDirectory.begin(directory, cycle, options.segmentBytes());
        Path file = SegmentFiles.segment(directory, cycle);
        try
        {
            SegmentHeader header = SegmentHeader.read(file, chronicle.headerBytes());
            SegmentWriter first = SegmentWriter.open(file, chronicle.headerBytes());
            first.touch(HelperPace.AT_ONCE);
            prefill.begun(cycle);
            prefill.request(first, header);
            return new SegmentAppender(directory, options, flags, prefill, chronicle, header, first);
        }
        catch (RuntimeException | Error e)
        {
            chronicle.close();
            throw e;
        }
        catch (IOException e)
        {
            chronicle.close();
            throw prefill.failed("The first segment cannot be mapped", e);
        }
    }

    /** The batch that grows; it may be added to as long as {@link #isLong()} is false. */
    BatchBuffer batch()
    {
        return batch;
    }

    /** Whether the batch has to be written before anything more is added. */
    boolean isLong()
    {
        return batch.length() >= options.longBatchBytes() || !batch.hasRoom(roomEnd());
    }

    /** Where a batch must end, in the memory where it grows. */
    private int roomEnd()
    {
        return cipher == null
                ? segment.limit()
                : Math.min(longestBytes, segment.limit() - segment.batchOffset()) - BatchCipher.OVERHEAD_BYTES;
    }

    /** Writes the batch as one excerpt; once this has returned, a killed process does not lose it. */
    void append(long firstSequence)
    {
        SegmentWriter open = segment;
        batch.describe(firstSequence, flags);
        int length = batch.length();
        if (cipher != null)
        {
            ByteBuffer target = open.bytes().clear().position(open.batchOffset());
            length = cipher.encrypt(plainBytes, length, target);
            batch.begin(open.buffer(), open.bytes(), open.batchOffset());
        }
        batch.seal(length, open.cycle());
        open.publish(length);
        begin();
    }

    /** Before the first record of a batch: goes on in another segment when this one is full, and may wait for the disk then. */
    void makeRoom()
    {
        if (!batch.hasRoom(roomEnd()))
        {
            roll();
            begin();
        }
    }

    private void begin()
    {
        if (cipher == null)
        {
            batch.begin(segment.buffer(), segment.bytes(), segment.batchOffset());
        }
        else
        {
            batch.begin(plain, plainBytes, 0);
        }
    }

    private void roll()
    {
        SegmentWriter old = segment;
        SegmentWriter following = nextSegment();
        old.end();
        if (options.sync() instanceof SyncPolicy.EveryBatch)
        {
            force(old);
        }
        following.begin(header.begin());
        segment = following;
        prefill.rolled(old, following, header, () -> chronicle.announce(following.cycle()));
    }

    /** Waits for the next segment; while the disk is full, for as long as it takes where that was chosen. */
    private SegmentWriter nextSegment()
    {
        boolean askedAgain = false;
        boolean told = false;
        while (true)
        {
            try
            {
                SegmentWriter next = prefill.take();
                if (told)
                {
                    LOG.info("{}: there is room again, and the journal goes on", directory);
                }
                return next;
            }
            catch (IOException e)
            {
                // what failed may have failed long ago
                if (!askedAgain)
                {
                    askedAgain = true;
                    prefill.request(segment, header);
                    continue;
                }
                if (options.whenFull() == WhenFull.FAIL || !prefill.isFull(e))
                {
                    throw prefill.failed("No room for a segment", e);
                }
                if (!told)
                {
                    LOG.warn("{}: {}; the journal waits until there is room for {} bytes more", directory,
                            e.getMessage(), options.segmentBytes());
                    told = true;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NS);
                if (Thread.currentThread().isInterrupted())
                {
                    throw prefill.failed("No room for a segment", e);
                }
                prefill.request(segment, header);
            }
        }
    }

    /** Forces what was written to the open segment. */
    void force()
    {
        force(segment);
    }

    private void force(SegmentWriter written)
    {
        try
        {
            written.force();
        }
        catch (IOException e)
        {
            throw prefill.broken("A batch could not be forced to disk", e);
        }
    }

    /** The first segment of this session. */
    int firstCycle()
    {
        return firstCycle;
    }

    /** The open segment. */
    SegmentWriter segment()
    {
        return segment;
    }

    /** Unmaps; the last segment is left without an end mark, for {@link JournalTail#settle}. */
    @Override
    public void close()
    {
        segment.close();
        chronicle.close();
    }
}
