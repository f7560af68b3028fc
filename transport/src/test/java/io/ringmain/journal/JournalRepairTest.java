package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalVerifier.Progress;
import io.ringmain.journal.RandomJournal.Found;

final class JournalRepairTest
{
    private static final int RECORDS = 30_000;

    @TempDir
    private Path temp;

    private Path write(JournalOptions options)
    {
        Path directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, options))
        {
            Journals.write(writer, RECORDS, 100);
        }
        return directory;
    }

    private static RepairReport repair(Path directory)
    {
        return JournalRepair.repair(directory, false, Progress.NONE);
    }

    private static JournalReport verify(Path directory)
    {
        return JournalVerifier.verify(directory, null, Progress.NONE);
    }

    private static Map<String, Integer> content(Path directory) throws IOException
    {
        Map<String, Integer> content = new TreeMap<>();
        try (var files = Files.walk(directory))
        {
            for (Path file : files.filter(Files::isRegularFile).toList())
            {
                content.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    @Test
    void shouldChangeNothingInAJournalThatIsWhole() throws IOException
    {
        Path directory = write(Journals.SMALL);
        Map<String, Integer> before = content(directory);
        before.remove(directory.resolve(WriterLock.FILE).toString());

        RepairReport report = repair(directory);

        assertTrue(report.actions().isEmpty(), report::toString);
        Map<String, Integer> after = content(directory);
        after.remove(directory.resolve(WriterLock.FILE).toString());
        assertEquals(before, after);
    }

    @Test
    void shouldTakeOutADamagedBatchAndKeepTheDamagedFile() throws IOException
    {
        Path directory = write(Journals.SMALL);
        Path file = SegmentFiles.segment(directory, 2);
        JournalDamageTest.flip(file, 200_000, 3);
        byte[] damaged = Files.readAllBytes(file);
        Map<String, Integer> before = content(directory);
        RepairReport dry = JournalRepair.repair(directory, true, Progress.NONE);
        before.put(directory.resolve(WriterLock.FILE).toString(),
                content(directory).get(directory.resolve(WriterLock.FILE).toString()));
        assertEquals(before, content(directory));

        RepairReport report = repair(directory);

        assertEquals(dry.actions(), report.actions());
        assertEquals(1, report.lost().size());
        assertEquals(Journals.BATCH, report.lost().get(0).lost());
        assertArrayEquals(damaged,
                Files.readAllBytes(directory.resolve(JournalRepair.ASIDE).resolve(file.getFileName())));
        assertTrue(verify(directory).isClean(), () -> verify(directory).toString());
        List<JournalDamage> told = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory);
                JournalReader listening = JournalReader.open(directory,
                        ReadOptions.defaults().skippingDamage(told::add)))
        {
            long expected = 0;
            while (reader.next())
            {
                assertTrue(listening.next());
                expected = expected == report.lost().get(0).firstLost()
                        ? report.lost().get(0).lastLost() + 1
                        : expected;
                assertEquals(expected, reader.sequence());
                assertEquals(expected, Note.check(reader.buffer(), reader.offset(), reader.length()));
                expected++;
            }
            assertEquals(RECORDS, expected);
        }
        assertEquals(1, told.size());
        assertEquals(report.lost().get(0).firstLost(), told.get(0).firstLost());
        assertTrue(told.get(0).what().contains("given up"), told::toString);
        assertTrue(repair(directory).actions().isEmpty());
    }

    @Test
    void shouldGoOnBehindAMissingLastSegment() throws IOException
    {
        Path directory = write(Journals.SMALL);
        int last = JournalIndex.load(directory).lastCycle();
        long first = JournalIndex.load(directory).sealed(last).firstSequence();
        Files.delete(SegmentFiles.segment(directory, last));
        assertThrows(JournalDamagedException.class, () -> Journals.open(directory));

        RepairReport report = repair(directory);

        assertEquals(List.of(first, RECORDS - 1L),
                List.of(report.lost().get(0).firstLost(), report.lost().get(0).lastLost()));
        assertTrue(verify(directory).isClean(), () -> verify(directory).toString());
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            // the sequences that are lost are not given to others
            assertEquals(RECORDS - 1, writer.writtenPosition());
            Journals.write(writer, 100, 100);
        }
        try (JournalReader reader = JournalReader.open(directory))
        {
            reader.seekSequence(first);
            assertTrue(reader.next());
            assertEquals(RECORDS, reader.sequence());
            assertEquals(RECORDS + 100, Journals.readRest(reader));
        }
        assertTrue(verify(directory).isClean(), () -> verify(directory).toString());
    }

    @Test
    void shouldMakeIndexAndMetadataAnew() throws IOException
    {
        Path directory = write(Journals.SMALL);
        for (String file : List.of(JournalIndex.FILE, SegmentFiles.METADATA))
        {
            Files.delete(directory.resolve(file));
            repair(directory);
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                assertEquals(RECORDS - 1, writer.writtenPosition());
            }
            assertTrue(verify(directory).isClean(), () -> verify(directory).toString());
            assertEquals(RECORDS, Journals.readAll(directory));
        }
    }

    @Test
    void shouldCopyEncryptedBatchesWithoutTheKey() throws IOException
    {
        Path directory = write(Journals.SMALL.withKey(BatchCipherTest.KEY));
        JournalDamageTest.overwrite(SegmentFiles.segment(directory, 2), 100_000, new byte[5_000]);

        RepairReport report = repair(directory);

        JournalReport after = JournalVerifier.verify(directory, BatchCipherTest.KEY, Progress.NONE);
        assertTrue(after.isClean() && after.decrypted(), after::toString);
        assertEquals(RECORDS - report.lost().get(0).lost(), after.records());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void shouldKeepEveryRecordThatCanBeRead(@ForAll long seed) throws IOException
    {
        Random random = new Random(seed);
        try (RandomJournal journal = new RandomJournal(random).write())
        {
            if (random.nextInt(4) == 0)
            {
                journal.trim();
            }
            journal.damage();
            List<Found> readable = journal.scan(journal.skipping(new ArrayList<>()));

            RepairReport report = repair(journal.directory);

            JournalReport after = verify(journal.directory);
            assertTrue(after.isClean(), () -> report + "\n" + after);
            assertEquals(readable, journal.scan(ReadOptions.defaults()), report::toString);
            try (JournalWriter<Note> writer = journal.open())
            {
                journal.write(writer, 50);
            }
            List<Found> more = journal.scan(ReadOptions.defaults());
            assertEquals(readable, more.subList(0, readable.size()));
            assertTrue(more.size() >= readable.size() + 50, report::toString);
            assertTrue(verify(journal.directory).isClean(), () -> verify(journal.directory).toString());
        }
    }
}
