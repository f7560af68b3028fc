package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import io.ringmain.journal.RandomJournal.Found;

/** Seeks go where a scan from the beginning would have come to. */
final class JournalSeekPropertyTest
{
    private static final int SEEKS = 60;

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldSeekWhereAScanComesTo(@ForAll long seed) throws IOException
    {
        Random random = new Random(seed);
        try (RandomJournal journal = new RandomJournal(random).write())
        {
            if (random.nextInt(3) == 0)
            {
                journal.trim();
            }
            else if (random.nextInt(3) == 0)
            {
                Files.delete(journal.directory.resolve(JournalIndex.FILE));
            }
            compare(journal, ReadOptions.defaults(), random);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldSeekAroundDamageWhereAScanComesTo(@ForAll long seed) throws IOException
    {
        Random random = new Random(seed);
        List<JournalDamage> told = new ArrayList<>();
        try (RandomJournal journal = new RandomJournal(random).write())
        {
            List<Found> whole = journal.scan(ReadOptions.defaults());
            if (random.nextInt(4) == 0)
            {
                journal.trim();
            }
            journal.damage();
            List<Found> left = journal.scan(journal.skipping(told));

            long kept = JournalIndex.load(journal.directory).trimmed().firstSequence();
            requireEveryRecordReadOrTold(whole, left, told, kept);
            compare(journal, journal.skipping(new ArrayList<>()), random);
        }
    }

    /** Every record comes as it was written, or lies in a range that was told. */
    private static void requireEveryRecordReadOrTold(List<Found> whole, List<Found> left, List<JournalDamage> told,
            long kept)
    {
        int next = 0;
        for (Found record : whole)
        {
            if (next < left.size() && left.get(next).sequence() == record.sequence())
            {
                assertEquals(record, left.get(next++));
            }
            else if (record.sequence() >= kept)
            {
                assertTrue(
                        told.stream()
                                .anyMatch(damage -> damage.firstLost() <= record.sequence() &&
                                        (damage.lastLost() == JournalDamage.UNKNOWN ||
                                                damage.lastLost() >= record.sequence())),
                        () -> record + " was passed in silence; told was " + told);
            }
        }
        assertEquals(left.size(), next, "records that were never written");
        for (JournalDamage damage : told)
        {
            if (damage.lastLost() != JournalDamage.UNKNOWN)
            {
                assertFalse(left.stream().anyMatch(
                        record -> record.sequence() >= damage.firstLost() && record.sequence() <= damage.lastLost()),
                        () -> damage + ", but it was read");
            }
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldSeekInTheOpenSegmentOfALiveWriter(@ForAll long seed) throws IOException
    {
        Random random = new Random(seed);
        try (RandomJournal journal = new RandomJournal(random).write(); JournalWriter<Note> writer = journal.open())
        {
            for (int i = 0; i < 4; i++)
            {
                journal.write(writer, random.nextInt(100));
                compare(journal, ReadOptions.defaults(), random);
            }
            try (JournalReader reader = JournalReader.open(journal.directory))
            {
                reader.seekEnd();
                assertFalse(reader.next());
                long end = writer.writtenPosition();
                journal.write(writer, 400);
                assertTrue(reader.next());
                assertEquals(end + 1, reader.sequence());

                long later = writer.writtenPosition() + 5;
                reader.seekSequence(later);
                assertFalse(reader.next());
                journal.write(writer, 20);
                assertTrue(reader.next());
                assertEquals(later, reader.sequence());
            }
        }
    }

    private static void compare(RandomJournal journal, ReadOptions options, Random random)
    {
        List<Found> all = journal.scan(options);
        long first = JournalIndex.load(journal.directory).trimmed().firstSequence();
        long last = all.isEmpty() ? first : all.get(all.size() - 1).sequence();
        try (JournalReader reader = JournalReader.open(journal.directory, options))
        {
            for (int i = 0; i < SEEKS; i++)
            {
                long sequence = first + random.nextInt(Math.toIntExact(last - first + 3));
                reader.seekSequence(sequence);
                expect(reader, all, "sequence " + sequence, found -> found.sequence() >= sequence);

                long timeNs = 900L + random.nextInt((int) journal.lastTimeNs());
                reader.seekTime(timeNs);
                expect(reader, all, "time " + timeNs, found -> found.timeNs() >= timeNs);

                int partition = random.nextInt(5);
                long position = random.nextInt(1_500);
                reader.seekSource(partition, position);
                expect(reader, all, "partition " + partition + " position " + position,
                        found -> found.partition() == partition && found.position() >= position);
            }
            reader.seekEnd();
            assertFalse(reader.next());
            if (first > 0)
            {
                assertThrows(JournalException.class, () -> reader.seekSequence(first - 1));
            }
        }
    }

    private static void expect(JournalReader reader, List<Found> all, String what, Predicate<Found> wanted)
    {
        int from = 0;
        while (from < all.size() && !wanted.test(all.get(from)))
        {
            from++;
        }
        for (int i = from; i < Math.min(all.size(), from + 20); i++)
        {
            assertTrue(reader.next(), what);
            assertEquals(all.get(i), RandomJournal.found(reader), what);
        }
        if (from == all.size())
        {
            assertFalse(reader.next(), what);
        }
    }
}
