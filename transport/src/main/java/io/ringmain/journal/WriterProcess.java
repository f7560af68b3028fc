package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process writes a journal now, as Linux tells it of the lock that a writer holds. Trying to take that lock would keep a
 * writer from starting in that moment, and would, in the writer's own process, give it up.
 *
 * <p>
 * Threading: any thread.
 */
public final class WriterProcess
{
    /** No process. */
    public static final long NONE = -1;

    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PID_FIELD = 4;
    private static final int FILE_FIELD = 5;

    private WriterProcess()
    {}

    /**
     * Looks.
     *
     * @param directory of a journal
     * @return its id; {@link #NONE} when the journal is closed, and where the system does not tell
     */
    public static long of(Path directory)
    {
        try
        {
            String inode = ":" + Files.getAttribute(directory.resolve(WriterLock.FILE), "unix:ino");
            // 1: POSIX  ADVISORY  WRITE 4711 08:01:131090 0 EOF
            for (String line : Files.readAllLines(LOCKS))
            {
                String[] fields = line.trim().split("\\s+", 0);
                if (fields.length > FILE_FIELD && fields[FILE_FIELD].endsWith(inode) && fields[1].equals("POSIX"))
                {
                    return Long.parseLong(fields[PID_FIELD]);
                }
            }
        }
        catch (IOException | UnsupportedOperationException | IllegalArgumentException e)
        {
            // no such file, another system, or a line of another shape
        }
        return NONE;
    }
}
