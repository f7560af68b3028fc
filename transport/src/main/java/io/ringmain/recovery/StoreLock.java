package io.ringmain.recovery;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is done to the folder of a store by channels: one writer at a time, held by the operating system and gone with the
 * process; and forcing the folder itself. An interrupt would close a channel in the middle of that, so it is put off.
 */
final class StoreLock implements AutoCloseable
{
    private static final String FILE = "writer.lock";

    private final FileChannel channel;

    /** Something with a channel. */
    private interface Work<T>
    {
        T run() throws IOException;
    }

    private StoreLock(FileChannel channel)
    {
        this.channel = channel;
    }

    static StoreLock acquire(Path folder) throws IOException
    {
        return uninterrupted(() -> new StoreLock(locked(folder)));
    }

    /** What was renamed stays so after a power loss. */
    static void force(Path folder) throws IOException
    {
        uninterrupted(() ->
        {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ))
            {
                opened.force(true);
                return null;
            }
        });
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }

    private static FileChannel locked(Path folder) throws IOException
    {
        FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = null;
        try
        {
            lock = channel.tryLock();
        }
        catch (OverlappingFileLockException e)
        {
            // another one in this process
        }
        finally
        {
            if (lock == null)
            {
                channel.close();
            }
        }
        if (lock == null)
        {
            throw new SnapshotException("Another snapshot is being written to " + folder +
                    "; let only one follower write there, or give this one a folder of its own.");
        }
        return channel;
    }

    private static <T> T uninterrupted(Work<T> work) throws IOException
    {
        boolean interrupted = Thread.interrupted();
        try
        {
            while (true)
            {
                try
                {
                    return work.run();
                }
                catch (ClosedByInterruptException e)
                {
                    interrupted |= Thread.interrupted();
                }
            }
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }
}
