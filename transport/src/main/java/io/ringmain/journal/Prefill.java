package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The helper thread {@code journal/<name>/prefill}: fills the next segment with zeroes and forces it to disk before
 * anything maps it. A full disk is then an IOException here, where Chronicle's sparse files would end the JVM with a
 * SIGBUS or lose what was acknowledged. It also takes the page faults of the first touch off the lane, and forces the
 * segments that are full.
 *
 * <ul>
 * <li>Owner: the thread of the writer, which asks and waits.
 * <li>Readers: the helper thread sees only the arguments of a task.
 * <li>Invariants: one task at a time; a {@code .precreated} file is whole and on disk.
 * <li>Progress: the writer waits only at a roll, when the disk is slower than the writer.
 * </ul>
 */
final class Prefill implements AutoCloseable
{
    private static final int CHUNK_BYTES = 1 << 20;
    private static final String UNFINISHED = ".filling";

    private final Path directory;
    private final long fileBytes;
    private final ExecutorService helper;
    private final JournalIndex index;
    private Future<?> forced = CompletableFuture.completedFuture(null);
    private Future<?> sealed = CompletableFuture.completedFuture(null);
    private Future<?> filled = CompletableFuture.completedFuture(null);

    /** Something to do with files. */
    interface Work
    {
        void run() throws IOException;
    }

    Prefill(Path directory, long fileBytes)
    {
        this.directory = directory;
        this.fileBytes = fileBytes;
        index = JournalIndex.of(directory);
        String name = "journal/" + directory.getFileName() + "/prefill";
        helper = Executors.newSingleThreadExecutor(task ->
        {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Asks for the segment of a cycle to be filled. Before that the current one, whose header is new, is forced, and the
     * full one before it.
     */
    void request(int cycle, Path current, Path full)
    {
        forced = submit(() ->
        {
            if (full != null)
            {
                force(full);
            }
            force(current);
            force(directory);
            index.begun(SegmentFiles.cycle(current));
        });
        filled = submit(() -> fill(SegmentFiles.precreated(directory, cycle)));
        if (full != null)
        {
            // last, since only the next opening would miss it
            sealed = submit(() -> index.sealed(SegmentFiles.cycle(full)));
        }
    }

    /** Fills the segment of a cycle now. */
    void fillNow(int cycle)
    {
        run("No room for a segment", () -> fill(SegmentFiles.precreated(directory, cycle)));
    }

    /** Waits for the segment of a cycle; tries once more when it failed, as space may have been freed since. */
    void await(int cycle)
    {
        finishForce();
        try
        {
            join(filled);
        }
        catch (IOException e)
        {
            fillNow(cycle);
        }
    }

    /** Waits until nothing is under way; a next segment that found no room does no harm now. */
    void finish()
    {
        finishForce();
        try
        {
            join(filled);
            join(sealed);
        }
        catch (IOException e)
        {
            // nobody needs the one any more, and the end of the journal tries the other once more
        }
    }

    private void finishForce()
    {
        try
        {
            join(forced);
        }
        catch (IOException e)
        {
            throw failed("A segment could not be forced to disk", e);
        }
    }

    /** Deletes segments that were filled ahead and never used, but for one cycle's. */
    void discardExcept(int cycle)
    {
        Path kept = SegmentFiles.precreated(directory, cycle);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory,
                "*{" + SegmentFiles.PRECREATED_SUFFIX + "," + UNFINISHED + "}"))
        {
            for (Path file : files)
            {
                if (!file.equals(kept))
                {
                    Files.delete(file);
                }
            }
        }
        catch (IOException e)
        {
            throw new JournalException("The unused segments of " + directory + " cannot be deleted: " + e, e);
        }
    }

    /** Writes zeroes for a small file that Chronicle is going to map, unless it is there. */
    void fillMetadata()
    {
        Path file = directory.resolve(SegmentFiles.METADATA);
        run("No room for the journal's metadata", () ->
        {
            if (!Files.exists(file))
            {
                fill(file, 2 << 16);
            }
        });
    }

    /**
     * Runs and waits on the helper thread, since an interrupt of the caller would close a channel under its work. The
     * directory is forced behind it.
     */
    void run(String whatFailed, Work work)
    {
        try
        {
            join(submit(() ->
            {
                work.run();
                force(directory);
            }));
        }
        catch (IOException e)
        {
            throw failed(whatFailed, e);
        }
    }

    private JournalException failed(String what, IOException e)
    {
        return new JournalException(
                "%s of %s (%d bytes a segment): %s. Free disk space and open the journal again; what was acknowledged is kept."
                        .formatted(what, directory, fileBytes, e.getMessage()),
                e);
    }

    private Future<?> submit(Work work)
    {
        return helper.submit(() ->
        {
            work.run();
            return null;
        });
    }

    private static void join(Future<?> task) throws IOException
    {
        boolean interrupted = false;
        try
        {
            while (true)
            {
                try
                {
                    task.get();
                    return;
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

    private void fill(Path precreated) throws IOException
    {
        if (!Files.exists(precreated) || Files.size(precreated) != fileBytes)
        {
            fill(precreated, fileBytes);
        }
    }

    private void fill(Path file, long length) throws IOException
    {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))
        {
            ByteBuffer zeroes = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, length));
            for (long left = length; left > 0;)
            {
                zeroes.clear().limit((int) Math.min(zeroes.capacity(), left));
                left -= channel.write(zeroes);
            }
            channel.force(true);
        }
        catch (IOException e)
        {
            // gives the space back
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    private static void force(Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }

    @Override
    public void close()
    {
        helper.shutdown();
    }
}
