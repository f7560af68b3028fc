package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.RandomJournal.Found;
import io.ringmain.journal.SegmentStat.State;

final class JournalStatTest
{
    private static final int RECORDS = 30_000;

    @TempDir
    private Path temp;
    private long clockNs = 1_000;

    private JournalWriter<Note> open(Path directory)
    {
        return JournalWriter.open(directory, Note.CODEC, Journals.SMALL, () -> clockNs += 7);
    }

    @Test
    void shouldSayWhatASealedAndAnOpenSegmentHold()
    {
        Path directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = open(directory))
        {
            Journals.write(writer, RECORDS, 100);
            JournalStat live = JournalStat.of(directory);
            SegmentStat last = live.segments().get(live.segments().size() - 1);

            assertEquals(RECORDS, live.records());
            assertEquals(State.OPEN, last.state());
            assertEquals(RECORDS - 1, last.lastSequence());
            assertFalse(last.clean());
        }
        JournalStat stat = JournalStat.of(directory);

        assertEquals(0, stat.firstSequence());
        assertEquals(RECORDS - 1, stat.lastSequence());
        assertEquals(clockNs, stat.lastTimeNs());
        assertTrue(stat.segments().stream().allMatch(segment -> segment.state() == State.SEALED && segment.clean()));
        assertEquals(stat.bytes(), stat.segments().stream().mapToLong(SegmentStat::bytes).sum());
        assertTrue(stat.gaps().isEmpty() && stat.givenUp().isEmpty() && !stat.encrypted());
    }

    @Test
    void shouldNameWhatIsMissing() throws IOException
    {
        Path directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = open(directory))
        {
            Journals.write(writer, RECORDS, 100);
        }
        SegmentStat second = JournalStat.of(directory).segments().get(1);
        Files.delete(second.file());

        JournalStat stat = JournalStat.of(directory);

        assertEquals(State.MISSING, stat.segments().get(1).state());
        assertEquals(List.of(new JournalStat.Gap(second.firstSequence(), second.lastSequence())), stat.gaps());
        assertEquals(RECORDS - second.count(), stat.records());
    }

    @Test
    void shouldCountRecordsOverTimeAsAScanDoes() throws IOException
    {
        Random random = new Random(7);
        for (int round = 0; round < 10; round++)
        {
            try (RandomJournal journal = new RandomJournal(random).write())
            {
                List<Found> all = journal.scan(ReadOptions.defaults());
                JournalStat stat = JournalStat.of(journal.directory);
                long fromNs = stat.firstTimeNs() - random.nextInt(100);
                long toNs = stat.lastTimeNs() + 1;
                int buckets = 1 + random.nextInt(50);
                long[] expected = new long[buckets];
                double spanNs = ((double) toNs - fromNs) / buckets;
                for (Found record : all)
                {
                    int bucket = 0;
                    while (bucket < buckets - 1 && record.timeNs() >= fromNs + (long) ((bucket + 1) * spanNs))
                    {
                        bucket++;
                    }
                    expected[bucket]++;
                }

                long[] counts = stat.histogram(fromNs, toNs, buckets);

                assertArrayEquals(expected, counts);
                assertEquals(all.size(), Arrays.stream(counts).sum());
                assertThrows(IllegalArgumentException.class, () -> stat.histogram(toNs, fromNs, 4));
            }
        }
    }

    @Test
    void shouldSayThatAJournalIsEmptyOrEncrypted()
    {
        Path empty = temp.resolve("empty");
        open(empty).close();
        assertEquals(0, JournalStat.of(empty).records());
        assertEquals(-1, JournalStat.of(empty).lastSequence());

        Path secret = temp.resolve("secret");
        try (JournalWriter<Note> writer = JournalWriter.open(secret, Note.CODEC,
                Journals.SMALL.withKey(BatchCipherTest.KEY)))
        {
            Journals.write(writer, 10, 100);
        }
        assertTrue(JournalStat.of(secret).encrypted());
    }
}
