package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalRoundTripTest
{
    @TempDir
    private Path temp;

    @Test
    void shouldReadBackWhatWasWritten()
    {
        Path directory = temp.resolve("journal");
        CachedEpochClock clock = new CachedEpochClock();
        clock.update(1_700_000_000L);
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, Journals.SMALL, clock::time))
        {
            Note note = new Note();
            for (int i = 0; i < 10; i++)
            {
                note.with(i * 7L, 8 + i).position(i % 3, 1_000 + i);
                writer.onEvent(note, i, i % 5 == 4);
            }

            assertEquals(9, writer.writtenPosition());
            assertEquals(10, writer.records());
        }

        try (JournalReader reader = JournalReader.open(directory))
        {
            for (int i = 0; i < 10; i++)
            {
                assertTrue(reader.next());
                assertEquals(i, reader.sequence());
                assertEquals(i % 3, reader.partition());
                assertEquals(1_000 + i, reader.position());
                assertEquals(8 + i, reader.length());
                assertEquals(i * 7L, Note.check(reader.buffer(), reader.offset(), reader.length()));
                assertEquals(1_700_000_000L, reader.timeNs());
            }
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldGoThroughManySegmentsWhenTheyAreSmall()
    {
        Path directory = temp.resolve("journal");

        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 40_000, 100);
        }

        assertEquals(40_000, Journals.readAll(directory));
        assertTrue(Journals.segments(directory).size() >= 6, () -> "segments: " + Journals.segments(directory));
    }

    @Test
    void shouldGoOnInSequenceWhenReopened()
    {
        Path directory = temp.resolve("journal");
        for (int session = 0; session < 5; session++)
        {
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                assertEquals(session * 1_000L - 1, writer.writtenPosition());
                Journals.write(writer, 1_000, 50);
                assertEquals(1_000, writer.records());
            }
        }

        assertEquals(5_000, Journals.readAll(directory));
    }
}
