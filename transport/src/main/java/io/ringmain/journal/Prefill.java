package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The helper threads of a writer. {@code journal/<name>/prefill} fills the next segment with zeroes before anything maps it. A
 * full disk is then an IOException here, where Chronicle's sparse files would end the JVM with a SIGBUS or lose what was
 * acknowledged. It also takes the page faults of the first touch off the lane. {@code journal/<name>/seal} forces the segments
 * that are full, and enters them in the index.
 *
 * <ul>
 * <li>Owner: the thread of the writer, which asks and waits.
 * <li>Readers: the helper threads see only the arguments of a task.
 * <li>Invariants: a segment that was filled has blocks for every page, and all of Chronicle's header but its first four
 * bytes, so that it counts as not begun.
 * <li>Progress: the writer waits only at a roll, when the disk is slower than the writer.
 * </ul>
 */
final class Prefill implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(Prefill.class);
    /** How much of full segments may not yet be on disk; a crash leaves as much to the next opening, which reads it. */
    private static final long MAX_FULL_BYTES = 2L << 30;
    private static final int METADATA_BYTES = 2 << 16;
    private static final long LOOK_AGAIN_NS = 20_000;
    private static final long LOOK_AGAIN_WHEN_FULL_NS = 50_000_000;

    private final Path directory;
    private final JournalOptions options;
    private final JournalIndex index;
    private final ExecutorService filling;
    private final ExecutorService ending;
    private final int maxFull;
    private final Deque<Future<?>> full = new ArrayDeque<>();
    private Future<SegmentWriter> next = CompletableFuture.completedFuture(null);

    // written by the thread that ends segments, read by whoever forces the open one
    private volatile int forcedCycle;
    private volatile Exception endingFailure;

    // written by the owner at the end, read by the helpers
    private volatile boolean closing;

    /** Something to do with files. */
    interface Work
    {
        void run() throws IOException;
    }

    Prefill(Path directory, JournalOptions options)
    {
        this.directory = directory;
        this.options = options;
        maxFull = (int) (MAX_FULL_BYTES / options.segmentBytes());
        index = JournalIndex.of(directory);
        String name = "journal/" + directory.getFileName();
        filling = helper(name + "/prefill");
        ending = helper(name + "/seal");
    }

    private static ExecutorService helper(String name)
    {
        return Executors.newSingleThreadExecutor(task ->
        {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks for the segment behind the open one; again, when that has failed. */
    void request(SegmentWriter open, SegmentHeader header)
    {
        next = filling.submit(() -> fill(open.cycle() + 1, header, aheadOf(open)));
    }

    private HelperPace aheadOf(SegmentWriter open)
    {
        return HelperPace.aheadOf(open, () -> closing);
    }

    /** Asks for what is to be done after a roll: with a segment that has its end mark, which is unmapped then, and with the next. */
    void rolled(SegmentWriter old, SegmentWriter open, SegmentHeader header, Runnable afterRoll)
    {
        request(open, header);
        Future<SegmentWriter> beingFilled = next;
        full.add(ending.submit(() ->
        {
            try (old)
            {
                requireUnbroken();
                afterRoll.run();
                if (!options.forces())
                {
                    awaitEnd(beingFilled);
                }
                forceUnmapped(old, aheadOf(open));
                force(directory);
                if (options.forces())
                {
                    enter(() -> index.begun(open.cycle()));
                }
                forcedCycle = old.cycle();
                enter(() -> index.sealed(old.cycle(), true, aheadOf(open)));
            }
            catch (IOException | RuntimeException e)
            {
                endingFailure = e;
                throw e;
            }
            trim();
            return null;
        }));
    }

    /** Nobody waits for a segment to be forced then; and two helpers at once would take the lane's CPU where there are two. */
    private static void awaitEnd(Future<SegmentWriter> beingFilled)
    {
        try
        {
            join(beingFilled);
        }
        catch (IOException | JournalException e)
        {
            LOG.debug("The writer hears of this when it needs the segment", e);
        }
    }

    /**
     * A page that is mapped is made read-only before it is written to the disk, and every CPU that runs a thread of this
     * process is interrupted for it: the lane too, thousands of times a segment. So the mapping goes first.
     */
    private static void forceUnmapped(SegmentWriter segment, HelperPace pace) throws IOException
    {
        // open before the mapping goes, so that no failure to write can pass unseen between the two
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ))
        {
            segment.close();
            // each of the two takes two milliseconds of a CPU in one go
            pace.pause(1);
            channel.force(true);
        }
    }

    /** What comes behind a segment that could not be forced or entered is not told either. */
    private void requireUnbroken() throws IOException
    {
        Exception failure = endingFailure;
        if (failure != null)
        {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** The index is small, but a disk that is full has no room for it either: that is waited for. */
    void enter(Work entry) throws IOException
    {
        while (true)
        {
            try
            {
                entry.run();
                return;
            }
            catch (IOException e)
            {
                if (closing || !isFull(e))
                {
                    throw e;
                }
                LockSupport.parkNanos(this, LOOK_AGAIN_WHEN_FULL_NS);
            }
        }
    }

    /** What cannot be deleted now may go after the next roll. */
    private void trim()
    {
        if (options.retention().isLimited())
        {
            try
            {
                new JournalTrimmer(directory, options.retention()).run();
            }
            catch (RuntimeException e)
            {
                LOG.warn("{}: the oldest segments could not be deleted: {}", directory, e.getMessage());
            }
        }
    }

    /** Says that the first segment of the session exists. */
    void begun(int cycle)
    {
        if (options.forces())
        {
            run("The index could not be written", () ->
            {
                // what is entered must have its name on the disk
                force(directory);
                index.begun(cycle);
            });
        }
    }

    /**
     * Waits until a segment that is full was forced as a whole, as those before it, and the next one is entered in the index, so
     * that it is missed should it be lost.
     *
     * @param givenUp ends the wait
     * @return false when it was given up
     */
    boolean awaitForced(int cycle, BooleanSupplier givenUp) throws IOException
    {
        while (forcedCycle < cycle)
        {
            Exception failure = endingFailure;
            if (failure != null)
            {
                throw new IOException("segment " + SegmentFiles.segment(directory, cycle) + " could not be sealed: " +
                        failure.getMessage(), failure);
            }
            if (givenUp.getAsBoolean())
            {
                return false;
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NS);
        }
        return true;
    }

    /** Whether a segment was full and forced as a whole. */
    boolean isForced(int cycle)
    {
        return forcedCycle >= cycle;
    }

    /**
     * Waits for the segment that was asked for; and for the disk, when too many that are full wait for it.
     *
     * @throws IOException      when that segment could not be filled
     * @throws JournalException when one that is full could not be forced or entered: then nothing may follow
     */
    SegmentWriter take() throws IOException
    {
        while (!full.isEmpty() && (full.size() > maxFull || full.peek().isDone()))
        {
            endingDone(full.peek());
            // one that failed stays: the end has to tell of it as well, whether or not others wait behind it
            full.remove();
        }
        return join(next);
    }

    private void endingDone(Future<?> ended)
    {
        try
        {
            join(ended);
        }
        catch (IOException e)
        {
            throw broken("A full segment could not be forced to disk", e);
        }
    }

    /**
     * Waits until nothing is under way. Segments that were not used are deleted, not made to their end, or
     * found no room, which does no harm now.
     *
     * @throws JournalException the first failure, when all is done
     */
    void finish()
    {
        closing = true;
        JournalException first = null;
        while (!full.isEmpty())
        {
            try
            {
                endingDone(full.poll());
            }
            catch (JournalException e)
            {
                first = first == null ? e : first;
            }
        }
        discardNext();
        if (first != null)
        {
            throw first;
        }
    }

    private void discardNext()
    {
        try
        {
            SegmentWriter unused = join(next);
            if (unused != null)
            {
                unused.close();
                Files.delete(unused.file());
            }
        }
        catch (IOException | JournalException e)
        {
            // nobody needs it any more
        }
        next = CompletableFuture.completedFuture(null);
    }

    /** Fills the segment of a cycle with zeroes alone, for Chronicle to begin. */
    void fillForChronicle(int cycle)
    {
        run("No room for a segment",
                () -> fill(SegmentFiles.precreated(directory, cycle), options.segmentBytes(), SegmentHeader.NONE,
                        HelperPace.AT_ONCE));
    }

    /** Writes zeroes for a small file that Chronicle is going to map, unless it is there. */
    void fillMetadata()
    {
        Path file = directory.resolve(SegmentFiles.METADATA);
        run("No room for the journal's metadata", () ->
        {
            // a kill within its making leaves one that Chronicle would wait for
            if (ChronicleMetadata.problem(file) != null)
            {
                Files.deleteIfExists(file);
                fill(file, METADATA_BYTES, SegmentHeader.NONE, HelperPace.AT_ONCE);
            }
        });
    }

    /** Deletes what a former session filled ahead or began to fill. */
    void discardUnused()
    {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory,
                "*{" + SegmentFiles.PRECREATED_SUFFIX + "," + SegmentFiles.UNFINISHED_SUFFIX + "}"))
        {
            for (Path file : files)
            {
                Files.delete(file);
            }
        }
        catch (IOException e)
        {
            throw new JournalException("The unused segments of " + directory + " cannot be deleted: " + e, e);
        }
    }

    /**
     * Runs and waits on the helper thread, since an interrupt of the caller would close a channel under its work. The
     * directory is forced behind it.
     */
    void run(String whatFailed, Work work)
    {
        try
        {
            join(filling.submit(() ->
            {
                work.run();
                force(directory);
                return null;
            }));
        }
        catch (IOException e)
        {
            throw failed(whatFailed, e);
        }
    }

    /** A failure after which nothing may be written, whatever its reason. */
    JournalException broken(String what, IOException e)
    {
        return new JournalException(
                "%s of %s: %s. Look at the disk and open the journal again; what was acknowledged is kept.".formatted(
                        what,
                        directory, e.getMessage()),
                e);
    }

    /** What a failure to write means to the user of the journal. */
    JournalException failed(String what, IOException e)
    {
        String message = "%s of %s (%d bytes a segment): %s. %s".formatted(what, directory, options.segmentBytes(),
                e.getMessage(), isFull(e)
                        ? "Free disk space and open the journal again; what was acknowledged is kept."
                        : "Look at the disk and open the journal again; what was acknowledged is kept.");
        return isFull(e) ? new JournalFullException(message, e) : new JournalException(message, e);
    }

    /** Whether it was for want of space, by what the kernel says or by what is left. */
    boolean isFull(IOException e)
    {
        String text = String.valueOf(e.getMessage());
        boolean said = text.contains("No space left") || text.contains("quota exceeded");
        boolean seen = Files.isDirectory(directory) &&
                directory.toFile().getUsableSpace() < options.segmentBytes();
        return said || (seen && !text.contains("Read-only"));
    }

    private static <T> T join(Future<T> task) throws IOException
    {
        boolean interrupted = false;
        try
        {
            while (true)
            {
                try
                {
                    return task.get();
                }
                catch (InterruptedException e)
                {
                    interrupted = true;
                }
            }
        }
        catch (ExecutionException e)
        {
            if (e.getCause() instanceof IOException io)
            {
                throw io;
            }
            if (e.getCause() instanceof JournalException problem)
            {
                throw problem;
            }
            throw new JournalException("The journal's helper thread failed: " + e.getCause(), e.getCause());
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SegmentWriter fill(int cycle, SegmentHeader header, HelperPace pace) throws IOException
    {
        Path file = SegmentFiles.segment(directory, cycle);
        fill(file, options.segmentBytes(), header, pace);
        SegmentWriter segment = SegmentWriter.open(file, header.length());
        segment.touch(pace);
        return segment;
    }

    /** Forced only where the journal is: what is written has its blocks, or is refused. */
    private void fill(Path file, long length, SegmentHeader header, HelperPace pace) throws IOException
    {
        Path unfinished = file.resolveSibling(file.getFileName() + SegmentFiles.UNFINISHED_SUFFIX);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))
        {
            ByteBuffer chunk = ByteBuffer
                    .allocateDirect((int) Math.max(Math.min(HelperPace.LARGE_PIECE_BYTES, length), header.length()));
            header.putWithoutBegin(chunk);
            long filled = write(channel, chunk);
            header.erase(chunk);
            while (filled < length)
            {
                requireOpen();
                filled += write(channel, chunk.clear().limit((int) Math.min(pace.pieceBytes(), length - filled)));
                pace.pause((double) filled / length / 2);
            }
            if (options.forces())
            {
                channel.force(true);
            }
        }
        catch (IOException e)
        {
            // gives the space back
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        if (options.forces())
        {
            force(directory);
        }
    }

    /** A write may be short when there is hardly any room. */
    private static int write(FileChannel channel, ByteBuffer bytes) throws IOException
    {
        int count = bytes.remaining();
        while (bytes.hasRemaining())
        {
            channel.write(bytes);
        }
        return count;
    }

    private void requireOpen() throws IOException
    {
        if (closing)
        {
            throw new IOException("The journal was closed before its next segment was made");
        }
    }

    /** Forces every segment, whatever session wrote it. */
    void forceAll()
    {
        run("A segment could not be forced to disk", () -> forceFrom(SegmentFiles.FIRST_CYCLE));
    }

    /** Forces the segments from a cycle on; on the helper thread. */
    void forceFrom(int firstCycle) throws IOException
    {
        for (int cycle : SegmentFiles.cycles(directory))
        {
            if (cycle >= firstCycle)
            {
                force(SegmentFiles.segment(directory, cycle));
            }
        }
    }

    private static void force(Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }

    /** Returns when no helper thread is at work any more, so that the lock can be given up. */
    @Override
    public void close()
    {
        try
        {
            finish();
        }
        catch (JournalException e)
        {
            LOG.warn("{}", e.getMessage());
        }
        filling.shutdown();
        ending.shutdown();
        boolean interrupted = false;
        while (!filling.isTerminated() || !ending.isTerminated())
        {
            try
            {
                filling.awaitTermination(1, TimeUnit.SECONDS);
                ending.awaitTermination(1, TimeUnit.SECONDS);
            }
            catch (InterruptedException e)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
