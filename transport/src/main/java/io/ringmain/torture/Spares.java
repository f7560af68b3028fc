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
    private final Path classes;
    private final Deque<Child> waiting = new ArrayDeque<>();
    private long started;

    Spares(Path directory)
    {
        this.directory = directory;
        classes = directory.resolve("classes.jsa");
        Path own = directory.resolve("child");
        try
        {
            Files.createDirectories(own);
            Child.archiveClasses(own.resolve("warm-up"), classes);
            JournalFiles.delete(own);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
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
            return Child.start(own.resolve("warm-up"), classes);
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
            Files.deleteIfExists(classes);
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
