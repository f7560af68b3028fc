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

/**
 * One writer per journal, held by the operating system: gone with the process, whatever its id. Chronicle's own lock
 * stores a process id, which in a container is the same before and after a crash.
 */
final class WriterLock implements AutoCloseable
{
    static final String FILE = "writer.lock";

    private final FileChannel channel;

    private WriterLock(FileChannel channel)
    {
        this.channel = channel;
    }

    static WriterLock acquire(Path directory)
    {
        Path file = directory.resolve(FILE);
        FileChannel channel = null;
        try
        {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null)
            {
                throw new JournalException(
                        "The journal %s has a writer already, process %s; stop it or write to another directory."
                                .formatted(directory, holder(file)));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new WriterLock(channel);
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
            // another writer in this process
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
        closeQuietly(channel);
    }
}
