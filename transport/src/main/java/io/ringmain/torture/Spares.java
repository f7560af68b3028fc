package io.ringmain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** JVMs that are started ahead, since that takes longer than all the rest of a session. */
final class Spares implements AutoCloseable
{
    private static final int AHEAD = 2;

    private final Path directory;
    private final Deque<Child> waiting = new ArrayDeque<>();
    private long started;

    Spares(Path directory)
    {
        this.directory = directory;
    }

    Child take()
    {
        while (waiting.size() <= AHEAD)
        {
            waiting.add(start());
        }
        return waiting.poll();
    }

    private Child start()
    {
        try
        {
            Path own = directory.resolve("child-" + started++);
            // that of a child that is long gone
            JournalFiles.delete(directory.resolve("child-" + (started - AHEAD - 4)));
            Files.createDirectories(own);
            return Child.start(own.resolve("warm-up"));
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close()
    {
        waiting.forEach(Child::close);
        try
        {
            for (long number = Math.max(0, started - AHEAD - 6); number < started; number++)
            {
                JournalFiles.delete(directory.resolve("child-" + number));
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
