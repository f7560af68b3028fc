package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small journals, damaged at every place that there is: nothing wrong is ever handed on, and nothing is lost in silence. */
final class ByteByByteTest
{
    private static final int BATCHES = 12;
    private static final int RECORDS = BATCHES * Journals.BATCH;
    private static final int SIZE = 13;
    private static final int LAST_BATCHES = 2;
    private static final int PAGE_BYTES = 4096;
    private static final int HEADER_BYTES = 512;

    @TempDir
    private Path temp;
    private Path closed;
    private Path killed;

    // where the first batch begins, and behind each of them
    private final List<Integer> ends = new ArrayList<>();

    @BeforeEach
    void write() throws IOException
    {
        closed = temp.resolve("closed");
        killed = temp.resolve("killed");
        try (JournalWriter<Note> writer = Journals.open(closed))
        {
            Journals.write(writer, RECORDS, SIZE);
            JournalCrashImageTest.copy(closed, killed);
        }
        try (Segment segment = Segment.open(segment(closed)))
        {
            while (segment.next() == Segment.Step.BATCH)
            {
                if (ends.isEmpty())
                {
                    ends.add(segment.lastBatchPosition());
                }
                ends.add(segment.position());
            }
        }
        assertEquals(BATCHES + 1, ends.size());
        // filled ahead, and of no interest here
        Files.deleteIfExists(SegmentFiles.segment(killed, 2));
    }

    private static Path segment(Path journal)
    {
        return SegmentFiles.segment(journal, 1);
    }

    private int end()
    {
        return ends.get(BATCHES);
    }

    /** The records of the batches that lie before a byte. */
    private long recordsBefore(int at)
    {
        return ends.stream().filter(end -> end <= at).count() * Journals.BATCH - Journals.BATCH;
    }

    private static JournalDamagedException assertDamaged(Path journal, String how)
    {
        return assertThrows(JournalDamagedException.class, () -> Journals.readAll(journal), how);
    }

    @Test
    void shouldTellWhereverAClosedJournalIsCut() throws IOException
    {
        byte[] whole = Files.readAllBytes(segment(closed));
        for (int length = ends.get(BATCHES - LAST_BATCHES); length < whole.length; length++)
        {
            String how = "cut to " + length;
            Files.write(segment(closed), Arrays.copyOf(whole, length));

            if (length < end() + Segment.HEADER_BYTES)
            {
                assertEquals(recordsBefore(length), assertDamaged(closed, how).damage().firstLost(), how);
            }
            else
            {
                // only the text behind the end mark is missing
                assertEquals(RECORDS, Journals.readAll(closed));
            }
            assertThrows(JournalDamagedException.class, () -> JournalTail.settle(closed), how);
        }
        Files.write(segment(closed), whole);
        assertEquals(RECORDS, Journals.readAll(closed));
        assertEquals(RECORDS - 1, JournalTail.settle(closed).lastSequence());
    }

    @Test
    void shouldTellWhereverTheJournalOfAKilledWriterIsCut() throws IOException
    {
        byte[] whole = Files.readAllBytes(segment(killed));
        for (int length = ends.get(BATCHES - LAST_BATCHES); length < end() + 64; length++)
        {
            String how = "cut to " + length;
            Files.write(segment(killed), Arrays.copyOf(whole, length));

            if (length < end())
            {
                assertEquals(recordsBefore(length), assertDamaged(killed, how).damage().firstLost(), how);
                assertThrows(JournalDamagedException.class, () -> JournalTail.settle(killed), how);
            }
            else
            {
                // behind the last batch nothing was ever written
                Files.deleteIfExists(index());
                assertEquals(RECORDS - 1, JournalTail.settle(killed).lastSequence(), how);
                assertEquals(RECORDS, Journals.readAll(killed), how);
            }
        }
    }

    @Test
    void shouldGoOnBehindTheLastWholeBatchWhereverATailWasNeverWrittenBack() throws IOException
    {
        byte[] whole = Files.readAllBytes(segment(killed));
        byte[] index = Files.exists(index()) ? Files.readAllBytes(index()) : new byte[0];
        for (int from = ends.get(BATCHES - LAST_BATCHES); from <= end(); from++)
        {
            String how = "zero from " + from;
            Files.write(segment(killed), zeroedFrom(whole, from));
            Files.write(index(), index);
            boolean torn = !Arrays.equals(whole, zeroedFrom(whole, from));
            if (torn)
            {
                assertDamaged(killed, how);
            }

            long last = JournalTail.settle(killed).lastSequence();

            // the last bytes of a batch may have been zero
            assertTrue(last == recordsBefore(from) - 1 || (last == recordsBefore(from + 3) - 1), how + ": " + last);
            assertEquals(last + 1, Journals.readAll(killed), how);
        }
    }

    private Path index()
    {
        return killed.resolve(JournalIndex.FILE);
    }

    private static byte[] zeroedFrom(byte[] whole, int from)
    {
        byte[] zeroed = whole.clone();
        Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
        return zeroed;
    }

    @Test
    void shouldOpenAndWriteWhereverATailWasNeverWrittenBack() throws IOException
    {
        // the whole of an opening, at some of the places
        for (int from = end() - 1; from > ends.get(BATCHES - 2); from -= 97)
        {
            Path image = temp.resolve("from" + from);
            JournalCrashImageTest.copy(killed, image);
            Files.write(segment(image), zeroedFrom(Files.readAllBytes(segment(image)), from));
            long kept = recordsBefore(from);
            try (JournalWriter<Note> writer = Journals.open(image))
            {
                assertEquals(kept - 1, writer.writtenPosition());
                assertTrue(writer.opening().found(JournalOpening.Kind.TAIL_SEALED));
                Journals.write(writer, 100, SIZE);
            }
            assertEquals(kept + 100, Journals.readAll(image));
        }
    }

    @Test
    void shouldNeverHandOnAFlippedBitAndRefuseToGoOnBehindIt() throws IOException
    {
        byte[] whole = Files.readAllBytes(segment(closed));
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit += bitsToNext(bit))
        {
            JournalDamageTest.flip(segment(closed), bit / Byte.SIZE, bit % Byte.SIZE);
            String how = "bit " + bit % Byte.SIZE + " of byte " + bit / Byte.SIZE;
            try
            {
                // one that the records do not depend on
                assertEquals(RECORDS, Journals.readAll(closed), how);
                assertTrue(bit / Byte.SIZE < ends.get(0) || isPadding(bit / Byte.SIZE) || bit / Byte.SIZE >= end(),
                        how + " was not told");
            }
            catch (JournalException e)
            {
                // told; and what was read until then was right
            }
            assertThrows(JournalException.class, () -> JournalTail.settle(closed), how);
            JournalDamageTest.flip(segment(closed), bit / Byte.SIZE, bit % Byte.SIZE);
        }
        assertEquals(RECORDS, Journals.readAll(closed));
    }

    /** Every bit, save in the 64 KB where Chronicle has room for an index of its own: there a few. */
    private int bitsToNext(int bit)
    {
        int at = bit / Byte.SIZE;
        return at < HEADER_BYTES || at >= ends.get(0) - HEADER_BYTES ? 1 : 1_001;
    }

    /** Up to three bytes between a batch and the next header. */
    private boolean isPadding(int at)
    {
        try (Segment segment = Segment.open(segment(closed)))
        {
            for (int batch = 0; batch < BATCHES; batch++)
            {
                int begin = ends.get(batch) + Segment.HEADER_BYTES;
                if (at >= begin + BatchDescriptor.length(segment.buffer(), begin) && at < ends.get(batch + 1))
                {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void shouldTakeNoCopyOfABatchForOneWhereverItLies() throws IOException
    {
        byte[] whole = Files.readAllBytes(segment(killed));
        byte[] batch = Arrays.copyOfRange(whole, ends.get(BATCHES - 1) + Segment.HEADER_BYTES, end());
        for (int at = end() + Segment.HEADER_BYTES; at < end() + 2 * batch.length; at += Segment.HEADER_BYTES)
        {
            byte[] copied = whole.clone();
            System.arraycopy(batch, 0, copied, at, batch.length);
            Files.write(segment(killed), copied);

            try (Segment segment = Segment.open(segment(killed)))
            {
                assertEquals(-1, segment.findBatch(end()), "at " + at);
            }
        }
        assertEquals(RECORDS - 1, JournalTail.settle(killed).lastSequence());
        assertEquals(RECORDS, Journals.readAll(killed));
    }

    @Test
    void shouldTellAnyPageThatWasZeroed() throws IOException
    {
        Path journal = temp.resolve("pages");
        try (JournalWriter<Note> writer = Journals.open(journal))
        {
            Journals.write(writer, 9_000, 300);
        }
        assertTrue(Journals.segments(journal).size() >= 3);
        for (int cycle : Journals.segments(journal))
        {
            Path segment = SegmentFiles.segment(journal, cycle);
            byte[] whole = Files.readAllBytes(segment);
            long end = JournalIndex.load(journal).sealed(cycle).length();
            for (int at = 0; at < whole.length; at += PAGE_BYTES)
            {
                JournalDamageTest.overwrite(segment, at, new byte[Math.min(PAGE_BYTES, whole.length - at)]);
                String how = "page at " + at + " of " + segment;
                if (at == 0 || (at + PAGE_BYTES > ends.get(0) && at < end))
                {
                    assertDamaged(journal, how);
                }
                else
                {
                    // room behind the end, or for an index of Chronicle's: told when that hides the records
                    assertAllOrDamaged(journal, how);
                }
                JournalDamageTest.overwrite(segment, at,
                        Arrays.copyOfRange(whole, at, Math.min(at + PAGE_BYTES, whole.length)));
            }
        }
        assertEquals(9_000, Journals.readAll(journal));
    }

    private static void assertAllOrDamaged(Path journal, String how)
    {
        try
        {
            assertEquals(9_000, Journals.readAll(journal), how);
        }
        catch (JournalDamagedException e)
        {
            // told
        }
    }
}
