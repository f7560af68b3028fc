package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;

/** A journal of a few records that say when they came, in segments so small that there are soon several. */
final class SmallJournal implements AutoCloseable
{
    /** 2026-11-26T08:00:00Z. */
    static final long START_NS = 1_795_680_000_000_000_000L;
    static final long STEP_NS = 1_000_000_000L;
    static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(1 << 20);

    private final JournalWriter<LogRecord> writer;
    private final LogRecord record = new LogRecord();

    private SmallJournal(Path directory, JournalOptions options)
    {
        writer = JournalWriter.open(directory, new LogRecordCodec(), options);
    }

    static SmallJournal at(Path directory)
    {
        return new SmallJournal(directory, OPTIONS);
    }

    static SmallJournal at(Path directory, JournalOptions options)
    {
        return new SmallJournal(directory, options);
    }

    /** One record a text, a second apart from 08:00:00 on, and closed. */
    static Path of(Path directory, String... values)
    {
        try (SmallJournal journal = at(directory))
        {
            for (String value : values)
            {
                journal.add(value);
            }
        }
        return directory;
    }

    /** Values "value 0", "value 1" and so on. */
    static Path of(Path directory, int count)
    {
        return of(directory, IntStream.range(0, count).mapToObj(i -> "value " + i).toArray(String[]::new));
    }

    SmallJournal add(String value)
    {
        return add(r -> r.value(value.getBytes(UTF_8)));
    }

    /** Adds what is made of a record that has nothing but its time and place. */
    SmallJournal add(Consumer<LogRecord> fill)
    {
        long sequence = writer.writtenPosition() + 1;
        record.clear().timeNs(START_NS + sequence * STEP_NS).position(0, 100 + sequence);
        fill.accept(record);
        writer.onEvent(record, sequence, true);
        return this;
    }

    @Override
    public void close()
    {
        writer.close();
    }
}
