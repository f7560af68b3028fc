package io.ringmain.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;

import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.threads.TimingPauser;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * The journal's directory as Chronicle Queue sees it. Chronicle itself begins a segment, once a session: it makes or checks
 * the queue's metadata, and writes the header that all later segments of the session begin with. Those are only announced,
 * so that Chronicle's tailers go on to them. The queue takes the segment from a clock that we set: its cycle is ours.
 *
 * <p>
 * Threading: opened by one thread, then used by the helper.
 */
final class ChronicleDirectory implements AutoCloseable
{
    private static final long LOCK_TIMEOUT_MS = 1_000;
    private static final int MOST_TRIES = 5;
    private static final String HIGHEST_CYCLE = "listing.highestCycle";

    /** Chronicle's least; it maps no more than the header here. */
    private static final int BLOCK_BYTES = 256 << 10;

    private final SingleChronicleQueue queue;
    private final LongValue highestCycle;
    private final int headerBytes;

    private ChronicleDirectory(SingleChronicleQueue queue, int headerBytes)
    {
        this.queue = queue;
        this.headerBytes = headerBytes;
        highestCycle = queue.metaStore().acquireValueFor(HIGHEST_CYCLE);
    }

    /**
     * Makes Chronicle take over the filled file of a cycle. It looks through those before it, and when a trimmer deletes one
     * under its hands, it makes the file anew and waits for what will never be in it: then that goes, and it tries again.
     */
    static ChronicleDirectory begin(Path directory, int cycle, long segmentBytes)
    {
        int tries = 1;
        while (true)
        {
            try
            {
                return beginOnce(directory, cycle, segmentBytes);
            }
            catch (RuntimeException | Error e)
            {
                throw e;
            }
            catch (Exception e)
            {
                // thrown past the compiler
                if (!(e instanceof TimeoutException) || tries == MOST_TRIES)
                {
                    throw new JournalException(
                            "Chronicle cannot begin to write to %s (%s, tried %d times): is somebody deleting files there?"
                                    .formatted(directory, e, tries),
                            e);
                }
                tries++;
                JournalTrimmer.deleteTrimmed(directory);
            }
        }
    }

    private static ChronicleDirectory beginOnce(Path directory, int cycle, long segmentBytes)
    {
        Path file = SegmentFiles.segment(directory, cycle);
        SingleChronicleQueue queue = open(directory, cycle);
        try
        {
            requireWritable(queue, directory);
            breakStaleLock(queue);
            int headerBytes = begin(queue);
            if (Files.exists(SegmentFiles.precreated(directory, cycle)) || file.toFile().length() != segmentBytes)
            {
                throw new JournalException("Chronicle did not take over the filled segment %s (%d bytes, not %d)."
                        .formatted(file, file.toFile().length(), segmentBytes));
            }
            return new ChronicleDirectory(queue, headerBytes);
        }
        catch (Throwable e)
        {
            queue.close();
            throw e;
        }
    }

    private static SingleChronicleQueue open(Path directory, int cycle)
    {
        try
        {
            return SingleChronicleQueueBuilder.binary(directory).rollCycle(RollCycles.FAST_DAILY)
                    .timeProvider(() -> cycle * SegmentFiles.CYCLE_MS).blockSize(BLOCK_BYTES).timeoutMS(LOCK_TIMEOUT_MS)
                    .checkInterrupts(false).build();
        }
        catch (RuntimeException e)
        {
            throw new JournalException(
                    "Chronicle cannot open %s as a queue: %s. If %s in it is damaged, delete it: it is made anew."
                            .formatted(directory, e.getMessage(), SegmentFiles.METADATA),
                    e);
        }
    }

    /** Returns where the first excerpt belongs. */
    private static int begin(SingleChronicleQueue queue)
    {
        try (ExcerptAppender appender = queue.createAppender();
                DocumentContext excerpt = appender.writingDocument())
        {
            excerpt.rollbackOnClose();
            return Math.toIntExact(excerpt.wire().bytes().writePosition()) - Segment.HEADER_BYTES;
        }
    }

    /** Where the first excerpt of a segment belongs, in bytes from the beginning of the file. */
    int headerBytes()
    {
        return headerBytes;
    }

    /** Tells Chronicle's tailers of a segment that it has not made. */
    void announce(int cycle)
    {
        highestCycle.setMaxValue(cycle);
    }

    @Override
    public void close()
    {
        // it holds the metadata's mapping
        Closeable.closeQuietly(highestCycle);
        queue.close();
        // otherwise it lets go of its files some time later, and the disk could not be unmounted until then
        BackgroundResourceReleaser.releasePendingResources();
    }

    private static void requireWritable(SingleChronicleQueue queue, Path directory)
    {
        if (queue.metaStore().readOnly())
        {
            throw new JournalException(
                    "Chronicle opened %s read-only; check that %s in it can be written and is Chronicle's own."
                            .formatted(directory, SegmentFiles.METADATA));
        }
    }

    /** Whoever holds Chronicle's lock is dead: we hold the journal's. */
    private static void breakStaleLock(SingleChronicleQueue queue)
    {
        try (TableStoreWriteLock lock = new TableStoreWriteLock(queue.metaStore(), ChronicleDirectory::pauser,
                LOCK_TIMEOUT_MS))
        {
            lock.forceUnlock();
        }
    }

    private static TimingPauser pauser()
    {
        return Pauser.balanced();
    }
}
