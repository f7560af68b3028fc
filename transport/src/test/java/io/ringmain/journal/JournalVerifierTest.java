package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalVerifierTest
{
    private static final int RECORDS = 20;

    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void name()
    {
        directory = temp.resolve("journal");
    }

    private void write(JournalOptions options, int records)
    {
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, options))
        {
            Journals.write(writer, records, 40);
        }
    }

    private JournalReport verify()
    {
        return JournalVerifier.verify(directory, null, JournalVerifier.Progress.NONE);
    }

    private Path only()
    {
        return SegmentFiles.segment(directory, Journals.segments(directory).get(0));
    }

    /** Reads around damage, and fails when a record is not as it was written. Returns how many there were. */
    private int readAround()
    {
        int records = 0;
        try (JournalReader reader = JournalReader.open(directory,
                ReadOptions.defaults().skippingDamage(damage -> assertTrue(damage.firstLost() >= 0))))
        {
            while (reader.next())
            {
                assertEquals(reader.sequence(), Note.check(reader.buffer(), reader.offset(), reader.length()));
                assertEquals(40, reader.length());
                records++;
            }
        }
        return records;
    }

    @Test
    void shouldFindNothingInAJournalThatIsWhole()
    {
        List<Long> told = new ArrayList<>();
        write(Journals.SMALL, 40_000);
        JournalReport report = JournalVerifier.verify(directory, null, (done, total) -> told.add(done));

        assertTrue(report.isClean(), report::toString);
        assertEquals(40_000, report.records());
        assertEquals(39_999, report.lastSequence());
        assertEquals(Journals.segments(directory).size(), report.segments());
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(report.bytes(), told.get(told.size() - 1));
        assertFalse(report.encrypted());
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 100, 40);
            JournalReport live = verify();
            assertTrue(live.isClean(), live::toString);
            assertEquals(40_100, live.records());
        }
    }

    @Test
    void shouldFindEveryFlippedBitAndNeverServeOne() throws IOException
    {
        write(Journals.SMALL, RECORDS);
        try (RandomAccessFile file = new RandomAccessFile(only().toFile(), "rw"))
        {
            // the header and the batches whole, a byte in 64 of Chronicle's own index between them
            int index = 1_000;
            long batches = file.length() - RECORDS * 60L - 400;
            for (long at = 0; at < file.length(); at += at > index && at < batches ? 512 : 1)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    flip(file, at, bit);
                    String where = "byte " + at + " bit " + bit;
                    assertFalse(verify().isClean(), where);
                    assertTrue(readAround() <= RECORDS, where);
                    flip(file, at, bit);
                }
            }
        }
        assertTrue(verify().isClean());
    }

    private static void flip(RandomAccessFile file, long at, int bit) throws IOException
    {
        file.seek(at);
        int value = file.read();
        file.seek(at);
        file.write(value ^ (1 << bit));
    }

    @Test
    void shouldFindEveryFlippedBitOfTheIndex() throws IOException
    {
        write(Journals.SMALL, RECORDS);
        byte[] whole = Files.readAllBytes(directory.resolve(JournalIndex.FILE));
        for (int bit = 0; bit < whole.length * 8; bit++)
        {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(directory.resolve(JournalIndex.FILE), flipped);
            assertFalse(verify().isClean(), "bit " + bit);
            assertEquals(RECORDS, readAround());
        }
    }

    @Test
    void shouldFindEveryTruncationOfTheLastBatches() throws IOException
    {
        write(Journals.SMALL, RECORDS);
        byte[] whole = Files.readAllBytes(only());
        for (int length = whole.length - 1; length > whole.length - 1_000; length--)
        {
            Files.write(only(), Arrays.copyOf(whole, length));
            String where = "cut at " + length;
            assertFalse(verify().isClean(), where);
            assertTrue(readAround() < RECORDS || length > whole.length - 16, where);
            assertThrows(JournalDamagedException.class, () -> Journals.open(directory), where);
        }
    }

    @Test
    void shouldFindZeroedPages() throws IOException
    {
        write(Journals.SMALL, 1_000);
        byte[] whole = Files.readAllBytes(only());
        for (int at = 0; at < whole.length; at += 4096)
        {
            byte[] zeroed = whole.clone();
            Arrays.fill(zeroed, at, Math.min(whole.length, at + 4096), (byte) 0);
            if (!Arrays.equals(zeroed, whole))
            {
                Files.write(only(), zeroed);
                assertFalse(verify().isClean(), "page at " + at);
                assertTrue(readAround() <= 1_000);
            }
        }
    }

    @Test
    void shouldMissTheIndexAndTheMetadata() throws IOException
    {
        write(Journals.SMALL, RECORDS);
        for (String file : List.of(JournalIndex.FILE, SegmentFiles.METADATA))
        {
            byte[] whole = Files.readAllBytes(directory.resolve(file));
            Files.delete(directory.resolve(file));
            JournalReport report = verify();
            assertEquals(1, report.findings().size(), report::toString);
            assertTrue(report.damages().isEmpty(), report::toString);
            assertEquals(RECORDS, report.records());
            Files.write(directory.resolve(file), whole);
        }
        JournalDamageTest.flip(directory.resolve(SegmentFiles.METADATA), 3, 7);
        assertFalse(verify().isClean());
    }

    @Test
    void shouldMissAnySegment() throws IOException
    {
        write(Journals.SMALL, 40_000);
        for (int cycle : Journals.segments(directory))
        {
            Path file = SegmentFiles.segment(directory, cycle);
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            IndexRecord facts = JournalIndex.load(directory).sealed(cycle);
            JournalDamage damage = verify().damages().get(0);
            assertEquals(file, damage.segment());
            assertEquals(facts.firstSequence(), damage.firstLost());
            assertEquals(facts.lastSequence(), damage.lastLost());
            Files.write(file, whole);
        }
    }

    @Test
    void shouldVerifyAnEncryptedJournalWithAndWithoutItsKey() throws IOException
    {
        write(Journals.SMALL.withKey(BatchCipherTest.KEY), RECORDS);

        JournalReport without = verify();
        JournalReport with = JournalVerifier.verify(directory, BatchCipherTest.KEY, JournalVerifier.Progress.NONE);

        assertTrue(without.isClean() && without.encrypted() && !without.decrypted(), without::toString);
        assertTrue(with.isClean() && with.encrypted() && with.decrypted(), with::toString);
        assertEquals(RECORDS, with.records());
        assertThrows(JournalException.class,
                () -> JournalVerifier.verify(directory, BatchCipherTest.OTHER, JournalVerifier.Progress.NONE));
        JournalDamageTest.flip(only(), Files.size(only()) - 200, 0);
        assertFalse(verify().isClean());
    }
}
