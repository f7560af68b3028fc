package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.threads.TimingPauser;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Appends raw excerpts to a Chronicle queue, and rolls it by size. The queue takes the segment from a clock that we turn:
 * its cycle is ours.
 *
 * <ul>
 * <li>Owner: one thread at a time; opened by one, used by another, closed by a third is fine.
 * <li>Readers: none.
 * <li>Invariants: every segment was zero-filled before Chronicle maps it; an excerpt never reaches past the bytes that
 * were filled.
 * </ul>
 */
final class SegmentAppender implements AutoCloseable
{
    private static final long LOCK_TIMEOUT_MS = 1_000;

    /** An excerpt's header, and its padding to four bytes. */
    private static final int EXCERPT_OVERHEAD = 8;

    private final Path directory;
    private final JournalOptions options;
    private final Prefill prefill;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private int cycle;
    private long end;

    private SegmentAppender(Path directory, JournalOptions options, int cycle, Prefill prefill)
    {
        this.directory = directory;
        this.options = options;
        this.cycle = cycle;
        this.prefill = prefill;
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> this.cycle * SegmentFiles.CYCLE_MS)
                .blockSize(options.blockBytes())
                .timeoutMS(LOCK_TIMEOUT_MS)
                .checkInterrupts(false)
                .build();
        try
        {
            requireWritable();
            breakStaleLock();
            appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
        }
        catch (RuntimeException | Error e)
        {
            queue.close();
            throw e;
        }
    }

    /** Opens the queue at the beginning of a new segment. */
    static SegmentAppender open(Path directory, JournalOptions options, int cycle, Prefill prefill)
    {
        prefill.fillNow(cycle);
        prefill.fillMetadata();
        SegmentAppender appender = new SegmentAppender(directory, options, cycle, prefill);
        try
        {
            appender.beginSegment();
            prefill.request(cycle + 1, appender.segment(), null);
            return appender;
        }
        catch (RuntimeException | Error e)
        {
            appender.close();
            throw e;
        }
    }

    private void requireWritable()
    {
        if (queue.metaStore().readOnly())
        {
            throw new JournalException(
                    "Chronicle opened %s read-only; check that %s in it can be written and is Chronicle's own."
                            .formatted(directory, SegmentFiles.METADATA));
        }
    }

    /** Whoever holds Chronicle's lock is dead: we hold the journal's. */
    private void breakStaleLock()
    {
        try (TableStoreWriteLock lock = new TableStoreWriteLock(queue.metaStore(), SegmentAppender::pauser,
                LOCK_TIMEOUT_MS))
        {
            lock.forceUnlock();
        }
    }

    private static TimingPauser pauser()
    {
        return Pauser.balanced();
    }

    /** Writes one excerpt; once this has returned, a killed process does not lose it. */
    void append(BatchBuffer batch, long firstSequence)
    {
        int length = batch.length();
        if (end + length + EXCERPT_OVERHEAD > options.usableBytes())
        {
            roll();
        }
        try (DocumentContext excerpt = appender.writingDocument())
        {
            try
            {
                Bytes<?> bytes = excerpt.wire().bytes();
                if (length > bytes.writeRemaining())
                {
                    throw new JournalException("A batch of %d bytes does not fit an excerpt of at most %d."
                            .formatted(length, bytes.writeRemaining()));
                }
                batch.seal(firstSequence, cycle, bytes.writePosition() - Segment.HEADER_BYTES);
                // a raw copy checks no bounds, and faults no page that is not filled
                UnsafeMemory.copyMemory(batch.address(), bytes.addressForWrite(bytes.writePosition()), length);
                bytes.writeSkip(length);
                end = bytes.writePosition();
            }
            catch (Throwable t)
            {
                // otherwise closing would commit the half-written excerpt
                excerpt.rollbackOnClose();
                throw t;
            }
        }
    }

    private void roll()
    {
        Path full = segment();
        prefill.await(cycle + 1);
        cycle++;
        beginSegment();
        prefill.request(cycle + 1, segment(), full);
    }

    /** Makes Chronicle end the last segment and take over the one that was filled for this cycle. */
    private void beginSegment()
    {
        try (DocumentContext excerpt = appender.writingDocument())
        {
            end = excerpt.wire().bytes().writePosition();
            excerpt.rollbackOnClose();
        }
        if (Files.exists(SegmentFiles.precreated(directory, cycle)) ||
                segment().toFile().length() != options.fileBytes())
        {
            throw new JournalException("Chronicle did not take over the filled segment %s (%d bytes, not %d)."
                    .formatted(segment(), segment().toFile().length(), options.fileBytes()));
        }
    }

    Path segment()
    {
        return SegmentFiles.segment(directory, cycle);
    }

    @Override
    public void close()
    {
        queue.close();
    }
}
