package io.ringmain.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process holds a lock, as Linux tells it. Trying to take the lock would keep a writer from starting in that moment, and
 * would, in the writer's own process, give it up.
 */
final class LockHolder
{
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PID_FIELD = 4;
    private static final int FILE_FIELD = 5;

    private LockHolder()
    {}

    /** Its id, or {@link JournalSummary#NOBODY}, also where the system does not tell. */
    static long of(Path file)
    {
        try
        {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
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
        return JournalSummary.NOBODY;
    }
}
