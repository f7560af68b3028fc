package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.JournalVerifier.Progress;

/** The kernel writes what is not forced in an order of its own: what a power loss leaves may have holes of any size. */
final class PowerLossImageTest
{
    private static final int RECORDS = 25_000;

    @TempDir
    private Path temp;
    private Path image;

    @BeforeEach
    void losePower() throws IOException
    {
        Path directory = temp.resolve("running");
        image = temp.resolve("lost");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, RECORDS, 100);
            JournalCrashImageTest.copy(directory, image);
        }
    }

    private static JournalReport verify(Path directory)
    {
        return JournalVerifier.verify(directory, null, Progress.NONE);
    }

    /** The last segment that has batches, behind which others may be filled. */
    private Path lastWritten()
    {
        List<Integer> cycles = Journals.segments(image);
        for (int i = cycles.size() - 1;; i--)
        {
            Path file = SegmentFiles.segment(image, cycles.get(i));
            try (Segment segment = Segment.open(file))
            {
                if (!segment.isUntouched())
                {
                    return file;
                }
            }
        }
    }

    /** Where its batches are, and their first sequences. */
    private static List<long[]> batches(Path file)
    {
        List<long[]> batches = new ArrayList<>();
        try (Segment segment = Segment.open(file))
        {
            while (segment.next() == Segment.Step.BATCH)
            {
                batches.add(new long[] {segment.lastBatchPosition(),
                    BatchDescriptor.firstSequence(segment.buffer(), segment.batchOffset())});
            }
        }
        return batches;
    }

    /** Loses some batches of a segment, and the page that says how far it was written. */
    private static void lose(Path file, List<long[]> batches, int from, int to) throws IOException
    {
        int first = (int) batches.get(from)[0];
        JournalDamageTest.overwrite(file, first, new byte[(int) batches.get(to)[0] - first]);
        JournalDamageTest.overwrite(file, Segment.WRITE_POSITION_OFFSET, new byte[2 * Long.BYTES]);
    }

    private void requireRepaired(long firstLost, long lastLost) throws IOException
    {
        RepairReport report = JournalRepair.repair(image, false, Progress.NONE);

        assertEquals(List.of(firstLost, lastLost),
                List.of(report.lost().get(0).firstLost(), report.lost().get(0).lastLost()), report::toString);
        assertTrue(verify(image).isClean(), () -> verify(image).toString());
        try (JournalWriter<Note> writer = Journals.open(image))
        {
            assertEquals(RECORDS - 1, writer.writtenPosition());
        }
        try (JournalReader reader = JournalReader.open(image))
        {
            long expected = 0;
            while (reader.next())
            {
                expected = expected == firstLost ? lastLost + 1 : expected;
                assertEquals(expected, reader.sequence());
                assertEquals(expected, Note.check(reader.buffer(), reader.offset(), reader.length()));
                expected++;
            }
            assertEquals(RECORDS, expected);
        }
    }

    @Test
    void shouldTellAndRepairAHoleInTheLastSegment() throws IOException
    {
        Path file = lastWritten();
        List<long[]> batches = batches(file);
        long firstLost = batches.get(5)[1];
        long lastLost = batches.get(8)[1] - 1;
        lose(file, batches, 5, 8);

        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> Journals.open(image));
        JournalReport report = verify(image);

        assertEquals(List.of(firstLost, lastLost),
                List.of(refused.damage().firstLost(), refused.damage().lastLost()));
        assertFalse(report.isClean());
        assertEquals(List.of(firstLost, lastLost),
                List.of(report.damages().get(0).firstLost(), report.damages().get(0).lastLost()));
        requireRepaired(firstLost, lastLost);
    }

    /** That the first sequence is lost would mean that nothing is left of the journal. */
    @Test
    void shouldTellFromTheSegmentsBeforeWhatIsLostAtTheBeginningOfTheLast() throws IOException
    {
        Path file = lastWritten();
        List<long[]> batches = batches(file);
        lose(file, batches, 0, 3);

        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> Journals.open(image));

        assertEquals(List.of(batches.get(0)[1], batches.get(3)[1] - 1),
                List.of(refused.damage().firstLost(), refused.damage().lastLost()));
        requireRepaired(batches.get(0)[1], batches.get(3)[1] - 1);
    }

    @Test
    void shouldTellAndRepairALastSegmentWithoutItsHeader() throws IOException
    {
        Path file = lastWritten();
        List<long[]> batches = batches(file);
        JournalDamageTest.overwrite(file, 0, new byte[(int) batches.get(3)[0]]);

        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> Journals.open(image));

        assertEquals(batches.get(0)[1], refused.damage().firstLost());
        assertFalse(verify(image).isClean());
        requireRepaired(batches.get(0)[1], batches.get(3)[1] - 1);
    }

    @Test
    void shouldRepairAJournalOfWhichAWholeSegmentNeverCameToTheDisk() throws IOException
    {
        Path file = SegmentFiles.segment(image, 2);
        List<long[]> batches = batches(file);
        Files.write(file, new byte[(int) Files.size(file)]);

        requireRepaired(batches.get(0)[1], batches(SegmentFiles.segment(image, 3)).get(0)[1] - 1);
    }
}
