package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/** What many tests of the journal do. */
final class Journals
{
    static final JournalOptions SMALL = JournalOptions.defaults().withSegmentBytes(1 << 20).withWhenFull(WhenFull.FAIL);
    static final int BATCH = 16;

    private Journals()
    {}

    static JournalWriter<Note> open(Path directory)
    {
        return JournalWriter.open(directory, Note.CODEC, SMALL);
    }

    /** Writes notes whose numbers are their sequences, in batches of {@link #BATCH}. */
    static void write(JournalWriter<Note> writer, int count, int size)
    {
        Note note = new Note();
        long first = writer.writtenPosition() + 1;
        for (int i = 0; i < count; i++)
        {
            note.with(first + i, size);
            writer.onEvent(note, i, i % BATCH == BATCH - 1 || i == count - 1);
        }
    }

    /** Reads to the end, checks every byte, and returns how many records there were. */
    static long readAll(Path directory)
    {
        try (JournalReader reader = JournalReader.open(directory))
        {
            return readRest(reader);
        }
    }

    static long readRest(JournalReader reader)
    {
        long expected = reader.sequence() + 1;
        while (reader.next())
        {
            assertEquals(expected, reader.sequence());
            assertEquals(expected, Note.check(reader.buffer(), reader.offset(), reader.length()));
            expected++;
        }
        return expected;
    }

    static List<Integer> segments(Path directory)
    {
        return SegmentFiles.cycles(directory);
    }
}
