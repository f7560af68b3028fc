package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of several segments, each with bytes that somebody changed behind its back. */
final class JournalDamageTest
{
    private static final int RECORDS = 20_000;

    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void writeJournal()
    {
        directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, RECORDS, 100);
        }
    }

    @Test
    void shouldNameSegmentPositionAndLossWhenAPayloadBitIsFlipped() throws IOException
    {
        Path segment = SegmentFiles.segment(directory, 2);
        int batch = batchHeader(segment, 5);
        flip(segment, batch + 200, 3);

        try (JournalReader reader = JournalReader.open(directory))
        {
            JournalDamagedException damage = assertThrows(JournalDamagedException.class,
                    () -> Journals.readRest(reader));

            assertEquals(segment, damage.damage().segment());
            assertEquals(batch, damage.damage().position());
            assertEquals(reader.sequence() + 1, damage.damage().firstLost());
            assertEquals(reader.sequence() + Journals.BATCH, damage.damage().lastLost());
            assertTrue(damage.getMessage().contains("checksum"), damage::getMessage);
            assertSame(damage, assertThrows(JournalDamagedException.class, reader::next));
        }
    }

    @Test
    void shouldFindAnyFlippedBitOfAnExcerpt() throws IOException
    {
        Path last = lastSegment();
        for (Path segment : List.of(SegmentFiles.segment(directory, 2), last))
        {
            int first = batchHeader(segment, segment.equals(last) ? lastBatch(segment) : 7);
            // the excerpt's header, the batch's descriptor and the first record's
            for (int bit = 0; bit < (4 + 32 + 16 + 2) * 8; bit++)
            {
                flip(segment, first + bit / 8, bit % 8);
                String where = segment + " bit " + bit;
                assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory), where);
                flip(segment, first + bit / 8, bit % 8);
            }
        }
        assertEquals(RECORDS, Journals.readAll(directory));
    }

    @Test
    void shouldFindFlippedBitsAnywhereAmongTheRecords() throws IOException
    {
        Random random = new Random(42);
        Path segment = SegmentFiles.segment(directory, 3);
        int begin = batchHeader(segment, 0);
        int end = batchHeader(segment, lastBatch(segment));
        int found = 0;
        for (int i = 0; i < 300; i++)
        {
            int at = begin + random.nextInt(end - begin);
            int bit = random.nextInt(8);
            flip(segment, at, bit);
            try
            {
                assertEquals(RECORDS, Journals.readAll(directory), "a flip at " + at + " hides records");
            }
            catch (JournalDamagedException e)
            {
                found++;
            }
            flip(segment, at, bit);
        }
        // the few others hit the padding between two excerpts
        assertTrue(found >= 295, "found " + found);
    }

    @Test
    void shouldNotTakeAZeroedPageForTheEnd() throws IOException
    {
        Path segment = lastSegment();
        int batch = batchHeader(segment, 3);
        overwrite(segment, batch, new byte[4096]);

        JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory));
        assertEquals(batch, damage.damage().position());
        assertTrue(damage.damage().lastLost() > damage.damage().firstLost(), damage::getMessage);
    }

    @Test
    void shouldRefuseToWriteBehindAHoleWithRecordsAfterIt() throws IOException
    {
        overwrite(lastSegment(), batchHeader(lastSegment(), 3), new byte[4096]);

        assertThrows(JournalDamagedException.class, () -> Journals.open(directory));
    }

    @Test
    void shouldSayTheSameOfADamagedBatchWhenWritingAsWhenReading() throws IOException
    {
        flip(lastSegment(), batchHeader(lastSegment(), 3) + 100, 0);

        JournalDamage writing = assertThrows(JournalDamagedException.class, () -> Journals.open(directory)).damage();

        JournalDamage reading = assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory)).damage();
        assertEquals(reading, writing);
    }

    @Test
    void shouldRefuseToWriteWhenTheLastRecordsOfAClosedJournalAreDamaged() throws IOException
    {
        Path segment = lastSegment();
        flip(segment, batchHeader(segment, lastBatch(segment)) + 100, 0);

        assertThrows(JournalDamagedException.class, () -> Journals.open(directory));
        assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory));
    }

    @Test
    void shouldRefuseToWriteWhenAKilledSessionHidesThatTheJournalWasClosed() throws IOException
    {
        Path closed = lastSegment();
        Path image = temp.resolve("image");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertEquals(0, writer.records());
            // Chronicle has lengthened the closed segment again
            assertEquals(0, Files.size(closed) % Segment.FILLED_MULTIPLE);
            JournalCrashImageTest.copy(directory, image);
        }
        Path segment = image.resolve(closed.getFileName());
        flip(segment, batchHeader(segment, lastBatch(segment)) + 100, 0);

        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
        // the empty segment is gone now
        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
    }

    @Test
    void shouldFindATruncatedFileWhereverItIsCut() throws IOException
    {
        Path segment = lastSegment();
        byte[] whole = Files.readAllBytes(segment);
        int last = batchHeader(segment, lastBatch(segment));
        for (int length : new int[] {last + 300, last + 4, last + 3, last, last - 1, batchHeader(segment, 1), 70_000,
            4096, 100,
            10, 3, 0})
        {
            truncate(segment, length);
            assertThrows(JournalException.class, () -> Journals.readAll(directory), "cut at " + length);
            Files.write(segment, whole);
        }
        assertEquals(RECORDS, Journals.readAll(directory));
    }

    @Test
    void shouldTellWhatIsLostWhenAWholeSegmentIsMissing() throws IOException
    {
        Files.delete(SegmentFiles.segment(directory, 2));

        try (JournalReader reader = JournalReader.open(directory))
        {
            JournalDamagedException damage = assertThrows(JournalDamagedException.class,
                    () -> Journals.readRest(reader));

            assertEquals(SegmentFiles.segment(directory, 2), damage.damage().segment());
            assertEquals(reader.sequence() + 1, damage.damage().firstLost());
            try (Segment third = Segment.open(SegmentFiles.segment(directory, 3)))
            {
                third.next();
                long begin = BatchDescriptor.firstSequence(third.buffer(), third.batchOffset());
                assertEquals(begin - 1, damage.damage().lastLost());
            }
        }
    }

    @Test
    void shouldTellThatTheBeginningIsMissing() throws IOException
    {
        Files.delete(SegmentFiles.segment(directory, 1));

        JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory));

        assertEquals(0, damage.damage().firstLost());
    }

    @Test
    void shouldFindASegmentExchangedForAnother() throws IOException
    {
        Files.copy(SegmentFiles.segment(directory, 3), SegmentFiles.segment(directory, 2),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory));
    }

    @Test
    void shouldRefuseAFileThatIsNoSegment() throws IOException
    {
        Files.write(SegmentFiles.segment(directory, 3), new byte[100_000]);
        assertThrows(JournalException.class, () -> Journals.readAll(directory));
        Files.writeString(directory.resolve("20240101-15.cq4"), "another queue");
        assertThrows(JournalException.class, () -> Journals.readAll(directory));
        assertThrows(JournalException.class, () -> Journals.open(directory));
    }

    private Path lastSegment()
    {
        List<Integer> cycles = Journals.segments(directory);
        return SegmentFiles.segment(directory, cycles.get(cycles.size() - 1));
    }

    private static int lastBatch(Path segment)
    {
        try (Segment walk = Segment.open(segment))
        {
            while (walk.next() == Segment.Step.BATCH)
            {
                assertFalse(walk.batchOffset() == 0);
            }
            return walk.batches() - 1;
        }
    }

    private static int batchHeader(Path segment, int index)
    {
        try (Segment walk = Segment.open(segment))
        {
            for (int i = 0; i <= index; i++)
            {
                assertSame(Segment.Step.BATCH, walk.next());
            }
            return walk.lastBatchPosition();
        }
    }

    static void flip(Path file, long position, int bit) throws IOException
    {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw"))
        {
            raf.seek(position);
            int value = raf.read();
            raf.seek(position);
            raf.write(value ^ (1 << bit));
        }
    }

    static void overwrite(Path file, long position, byte[] bytes) throws IOException
    {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw"))
        {
            raf.seek(position);
            raf.write(bytes);
        }
    }

    static void truncate(Path file, long length) throws IOException
    {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw"))
        {
            raf.setLength(length);
        }
    }
}
