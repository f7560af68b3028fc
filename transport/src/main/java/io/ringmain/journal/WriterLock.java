package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * One writer per journal, held by the operating system: gone with the process, whatever its id. Chronicle's own lock
 * stores a process id, which in a container is the same before and after a crash.
 */
final class WriterLock implements AutoCloseable
{
    static final String FILE = "writer.lock";

    /**
     * The files that are locked by this process. They must not even be opened a second time: on Linux, closing any channel
     * of a file gives up the process's lock on it.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel)
    {
        this.file = file;
        this.channel = channel;
    }

    static WriterLock acquire(Path directory)
    {
        synchronized (HELD)
        {
            Path file = real(directory).resolve(FILE);
            if (HELD.contains(file))
            {
                throw refused(directory, Long.toString(ProcessHandle.current().pid()));
            }
            WriterLock lock = lock(directory, file);
            HELD.add(file);
            return lock;
        }
    }

    private static Path real(Path directory)
    {
        try
        {
            return directory.toRealPath();
        }
        catch (IOException e)
        {
            throw new JournalException("The journal directory " + directory + " cannot be read: " + e, e);
        }
    }

    private static JournalException refused(Path directory, String holder)
    {
        return new JournalException(
                "The journal %s has a writer already, process %s; stop it or write to another directory."
                        .formatted(directory, holder));
    }

    private static WriterLock lock(Path directory, Path file)
    {
        FileChannel channel = null;
        try
        {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null)
            {
                throw refused(directory, holder(file));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new WriterLock(file, channel);
        }
        catch (IOException e)
        {
            closeQuietly(channel);
            throw new JournalException("The lock file " + file + " cannot be written: " + e, e);
        }
        catch (JournalException e)
        {
            closeQuietly(channel);
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException
    {
        try
        {
            return channel.tryLock();
        }
        catch (OverlappingFileLockException e)
        {
            // another writer in this process, with our classes loaded twice
            return null;
        }
    }

    private static String holder(Path file) throws IOException
    {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    private static void closeQuietly(FileChannel channel)
    {
        if (channel != null)
        {
            try
            {
                channel.close();
            }
            catch (IOException e)
            {
                // the failure that led here says more
            }
        }
    }

    @Override
    public void close()
    {
        synchronized (HELD)
        {
            if (channel.isOpen())
            {
                closeQuietly(channel);
                HELD.remove(file);
            }
        }
    }
}
