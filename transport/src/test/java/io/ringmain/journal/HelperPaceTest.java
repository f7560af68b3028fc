package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Helpers work beside the lane: with pauses where there is time for them, at once where somebody waits. */
@Timeout(60)
final class HelperPaceTest
{
    private static final int MB = 1 << 20;

    @TempDir
    private Path temp;

    private SegmentWriter writtenTo(int position) throws IOException
    {
        Path file = SegmentFiles.segment(temp, SegmentFiles.FIRST_CYCLE);
        Files.write(file, new byte[MB]);
        return SegmentWriter.open(file, position);
    }

    @Test
    void shouldCountWhatTheLaneWritesFromItsBeginningOn() throws IOException
    {
        try (SegmentWriter open = writtenTo(MB / 2))
        {
            HelperPace pace = HelperPace.aheadOf(open, () -> false);
            assertTrue(pace.isAhead(0.01));

            open.publish(MB / 16 - Segment.HEADER_BYTES);

            // an eighth of what was left
            assertFalse(pace.isAhead(0.24));
            assertTrue(pace.isAhead(0.26));
        }
    }

    /** Otherwise what waits behind the helper would wait for pauses that nobody needs. */
    @Test
    void shouldNotPauseBehindASegmentThatHasEnded() throws IOException
    {
        try (SegmentWriter open = writtenTo(MB / 2))
        {
            open.end();

            assertFalse(HelperPace.aheadOf(open, () -> false).isAhead(1));
        }
    }

    @Test
    void shouldWriteMuchAtOnceWhereNoPauseFollows() throws IOException
    {
        try (SegmentWriter open = writtenTo(0))
        {
            HelperPace pace = HelperPace.aheadOf(open, () -> false);
            assertEquals(HelperPace.PIECE_BYTES, pace.pieceBytes());

            open.publish(MB / 2);
            pace.pause(0.1);

            assertEquals(HelperPace.LARGE_PIECE_BYTES, pace.pieceBytes());
        }
    }

    @Test
    void shouldHaveTimeOnlyWhenFarAheadOfTheLane() throws IOException
    {
        try (SegmentWriter open = writtenTo(0))
        {
            HelperPace pace = HelperPace.aheadOf(open, () -> false);
            open.publish(MB / 8 - Segment.HEADER_BYTES);

            assertFalse(pace.isAhead(0.1));
            assertFalse(pace.isAhead(0.24));
            assertTrue(pace.isAhead(0.26));
        }
    }

    @Test
    void shouldFollowTheLane() throws IOException
    {
        try (SegmentWriter open = writtenTo(0))
        {
            HelperPace pace = HelperPace.aheadOf(open, () -> false);
            assertTrue(pace.isAhead(0.01));

            open.publish(MB / 2);

            assertFalse(pace.isAhead(1));
        }
    }

    @Test
    void shouldNeverPauseWhereSomebodyWaits()
    {
        assertFalse(HelperPace.AT_ONCE.isAhead(1));
    }

    @Test
    void shouldEndWithTheJournal() throws IOException
    {
        try (SegmentWriter open = writtenTo(0))
        {
            assertFalse(HelperPace.aheadOf(open, () -> true).isAhead(1));
        }
    }

    /** The header of such segments is longer than a piece. */
    @Test
    void shouldMakeLargeSegmentsWholeForAWriterInAHurry()
    {
        Path directory = temp.resolve("journal");
        int count = 3 * 64 * 4;
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                JournalOptions.defaults().withSegmentBytes(64 * MB)))
        {
            Journals.write(writer, count, MB / 4);
        }

        assertEquals(count, Journals.readAll(directory));
        assertEquals(List.of(1, 2, 3, 4), numbered(Journals.segments(directory)));
    }

    private static List<Integer> numbered(List<Integer> cycles)
    {
        return cycles.stream().map(cycle -> cycle - SegmentFiles.FIRST_CYCLE + 1).toList();
    }

    @Test
    void shouldLeaveNothingOfASegmentThatIsNotNeeded() throws IOException
    {
        Path directory = temp.resolve("journal");

        // takes two seconds at its pace, so that this ends it at some moment within
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC,
                JournalOptions.defaults().withSegmentBytes(64 * MB)))
        {
            Journals.write(writer, 1, 100);
        }

        assertEquals(1, Journals.segments(directory).size());
        try (var files = Files.list(directory))
        {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SegmentFiles.UNFINISHED_SUFFIX) ||
                            name.endsWith(SegmentFiles.PRECREATED_SUFFIX))
                    .toList());
        }
    }
}
