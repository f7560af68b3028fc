package io.ringmain.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A journal of a few segments and sessions, whose records come from several partitions and often share their time. */
final class RandomJournal implements AutoCloseable
{
    private static final int PARTITIONS = 4;

    final Path directory;
    private final Random random;
    private final long[] positions = new long[PARTITIONS];
    private long clockNs = 1_000;

    /** One record, as a scan from the beginning finds it. */
    record Found(long sequence, long timeNs, int partition, long position)
    {}

    RandomJournal(Random random) throws IOException
    {
        this.random = random;
        directory = Files.createTempDirectory("random-journal");
    }

    JournalWriter<Note> open()
    {
        return JournalWriter.open(directory, Note.CODEC, Journals.SMALL, () -> clockNs);
    }

    RandomJournal write() throws IOException
    {
        int sessions = 1 + random.nextInt(3);
        for (int session = 0; session < sessions; session++)
        {
            try (JournalWriter<Note> writer = open())
            {
                write(writer, 1 + random.nextInt(300));
            }
        }
        return this;
    }

    void write(JournalWriter<Note> writer, int batches)
    {
        Note note = new Note();
        for (int batch = 0; batch < batches; batch++)
        {
            // never back; a third of the batches have the time of the one before
            clockNs += random.nextInt(3) * 10L;
            int records = 1 + random.nextInt(8);
            for (int i = 0; i < records; i++)
            {
                // the last partition is rare, and some records come from nowhere
                int partition = random.nextInt(100) == 0 ? PARTITIONS - 1 : random.nextInt(PARTITIONS - 1);
                positions[partition] += 1 + random.nextInt(3);
                note.with(writer.records() + i, 8 + random.nextInt(4_000)).position(partition,
                        random.nextInt(10) == 0 ? Note.NO_POSITION : positions[partition]);
                writer.onEvent(note, i, i == records - 1);
            }
        }
    }

    /** Keeps the segments from one in the middle on. */
    void trim() throws IOException
    {
        List<Integer> cycles = Journals.segments(directory);
        int first = cycles.get(random.nextInt(cycles.size()));
        JournalIndex.of(directory).trimmed(first, JournalIndex.load(directory).sealed(first).firstSequence());
        for (int cycle : cycles)
        {
            // a trimmer may have been killed meanwhile
            if (cycle < first && random.nextInt(4) != 0)
            {
                Files.delete(SegmentFiles.segment(directory, cycle));
            }
        }
    }

    /** Overwrites a few places within the segments, or takes a whole one away. */
    void damage() throws IOException
    {
        List<Integer> cycles = Journals.segments(directory);
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            Path file = SegmentFiles.segment(directory, cycles.get(random.nextInt(cycles.size())));
            if (Files.exists(file))
            {
                byte[] bytes = new byte[random.nextInt(5) == 0 ? 40_000 : 1 + random.nextInt(100)];
                if (random.nextBoolean())
                {
                    random.nextBytes(bytes);
                }
                int written = JournalIndex.load(directory).sealed(SegmentFiles.cycle(file)) == null
                        ? 60_000
                        : (int) JournalIndex.load(directory).sealed(SegmentFiles.cycle(file)).length();
                int at = random.nextInt(Math.max(1, written - bytes.length));
                JournalDamageTest.overwrite(file, at, bytes);
                if (random.nextInt(6) == 0 && cycles.size() > 1)
                {
                    Files.delete(file);
                }
            }
        }
    }

    ReadOptions skipping(List<JournalDamage> told)
    {
        return ReadOptions.defaults().skippingDamage(told::add);
    }

    List<Found> scan(ReadOptions options)
    {
        List<Found> all = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory, options))
        {
            while (reader.next())
            {
                all.add(found(reader));
            }
        }
        return all;
    }

    static Found found(JournalReader reader)
    {
        Note.check(reader.buffer(), reader.offset(), reader.length());
        return new Found(reader.sequence(), reader.timeNs(), reader.partition(), reader.position());
    }

    long lastTimeNs()
    {
        return clockNs;
    }

    @Override
    public void close()
    {
        try (var files = Files.walk(directory))
        {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
