package io.ringmain.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What happened when, in memory and in the file {@code events.log}. Threading: any thread. */
final class Diary
{
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());

    private record Entry(long wallMs, String text)
    {
        private String line()
        {
            return clock(wallMs) + ' ' + text;
        }
    }

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    Diary(Path directory)
    {
        file = directory.resolve("events.log");
    }

    synchronized void note(String text)
    {
        Entry entry = new Entry(System.currentTimeMillis(), text);
        entries.add(entry);
        try
        {
            Files.writeString(file, entry.line() + System.lineSeparator(), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** What happened between two times, a line each. */
    synchronized List<String> between(long fromMs, long toMs)
    {
        return entries.stream().filter(entry -> entry.wallMs >= fromMs && entry.wallMs <= toMs).map(Entry::line)
                .toList();
    }

    static String clock(long wallMs)
    {
        return CLOCK.format(Instant.ofEpochMilli(wallMs));
    }
}
