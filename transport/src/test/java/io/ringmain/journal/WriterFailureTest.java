package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails beside the data: the index, the metadata, the helpers. What was acknowledged is kept, and the lock given up. */
@Timeout(60)
final class WriterFailureTest
{
    private static final int SIZE = 100;
    private static final String NO_SPACE = "No space left on device";

    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void name()
    {
        directory = temp.resolve("journal");
    }

    /** The index cannot be written while it is a folder. */
    private void breakIndex() throws IOException
    {
        Files.deleteIfExists(directory.resolve(JournalIndex.FILE));
        Files.createDirectory(directory.resolve(JournalIndex.FILE));
    }

    private void mendIndex() throws IOException
    {
        Files.delete(directory.resolve(JournalIndex.FILE));
    }

    @Test
    void shouldEndWhenAFullSegmentCannotBeEnteredAndKeepWhatWasAcknowledged() throws IOException
    {
        JournalWriter<Note> writer = Journals.open(directory);
        Journals.write(writer, 100, SIZE);
        breakIndex();

        JournalException failed = assertThrows(JournalException.class, () -> writeForEver(writer));

        assertFalse(failed instanceof JournalFullException, failed::getMessage);
        assertTrue(failed.getMessage().contains(JournalIndex.FILE), failed::getMessage);
        long acknowledged = writer.writtenPosition();
        assertThrows(JournalException.class, () -> Journals.write(writer, 1, SIZE));
        assertThrows(JournalException.class, writer::close);
        mendIndex();
        assertEquals(acknowledged + 1, Journals.readAll(directory));
        try (JournalWriter<Note> again = Journals.open(directory))
        {
            Journals.write(again, 10, SIZE);
        }
        assertEquals(acknowledged + 11, Journals.readAll(directory));
    }

    /** A full segment is entered while the writer goes on, however far: a number of records would be a guess at the disk. */
    private static void writeForEver(JournalWriter<Note> writer)
    {
        while (true)
        {
            Journals.write(writer, 1_000, SIZE);
        }
    }

    @Test
    void shouldFailAtTheEndAsWellWhenTheWriterHasHeardOfTheOnlyFullSegment() throws IOException
    {
        Prefill prefill = prefill();
        try (prefill; SegmentWriter open = segment(2))
        {
            breakIndex();
            prefill.rolled(segment(1), open, SegmentHeader.NONE, () ->
            {});

            assertThrows(JournalException.class, () -> takeForEver(prefill));

            assertThrows(JournalException.class, prefill::take);
            assertThrows(JournalException.class, prefill::finish);
        }
    }

    private SegmentWriter segment(int cycle) throws IOException
    {
        Path file = Files.write(SegmentFiles.segment(directory, cycle), new byte[Journals.SMALL.segmentBytes()]);
        return SegmentWriter.open(file, 0);
    }

    private static void takeForEver(Prefill prefill) throws IOException
    {
        while (true)
        {
            prefill.take();
        }
    }

    @Test
    void shouldGiveUpTheLockWhenItCannotBeClosed() throws IOException
    {
        JournalWriter<Note> writer = Journals.open(directory);
        Journals.write(writer, 100, SIZE);
        breakIndex();

        assertThrows(JournalException.class, writer::close);

        mendIndex();
        try (JournalWriter<Note> again = Journals.open(directory))
        {
            assertEquals(99, again.writtenPosition());
        }
        assertEquals(100, Journals.readAll(directory));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 300, 1 << 16})
    void shouldOpenWhereAKillHasLeftMetadataHalfMade(int whole) throws IOException
    {
        Path other = temp.resolve("other");
        Journals.open(other).close();
        byte[] metadata = Files.readAllBytes(other.resolve(SegmentFiles.METADATA));
        // the first header says that the making is not complete
        metadata[3] |= (byte) 0x80;
        Files.createDirectory(directory);
        Path broken = directory.resolve(SegmentFiles.METADATA);
        Files.write(broken, Arrays.copyOf(metadata, Math.min(whole, metadata.length)));
        assertNotNull(ChronicleMetadata.problem(broken));

        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 100, SIZE);
        }

        assertEquals(100, Journals.readAll(directory));
    }

    @Test
    void shouldReadOnBehindASegmentThatWasBegunAnew()
    {
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 10, SIZE);
        }
        try (JournalReader reader = JournalReader.open(directory))
        {
            // a session without a record: the reader stands in its segment, which the next one begins anew
            try (JournalWriter<Note> idle = Journals.open(directory))
            {
                assertEquals(10, Journals.readRest(reader));
                assertEquals(9, idle.writtenPosition());
            }
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                Journals.write(writer, 5, SIZE);

                long read = Journals.readRest(reader);
                // at the end, the files are looked at again only now and then
                for (int look = 0; look < 1_000 && read < 15; look++)
                {
                    read = Journals.readRest(reader);
                }
                assertEquals(15, read);
            }
        }
    }

    @Test
    void shouldGoOnWithTheTimeOfTheLastSessionWhenTheClockHasGoneBack()
    {
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, Journals.SMALL, () -> 1_000))
        {
            Journals.write(writer, 10, SIZE);
        }
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, Journals.SMALL, () -> 400))
        {
            Journals.write(writer, 10, SIZE);
        }

        try (JournalReader reader = JournalReader.open(directory))
        {
            for (int i = 0; i < 20; i++)
            {
                assertTrue(reader.next());
                assertEquals(1_000, reader.timeNs());
            }
        }
    }

    @Test
    void shouldWaitForRoomForAnEntryInTheIndex() throws IOException
    {
        try (Prefill prefill = prefill())
        {
            Deque<String> failures = new ArrayDeque<>(List.of(NO_SPACE, NO_SPACE));
            Prefill.Work entry = () -> fail(failures.poll());

            prefill.enter(entry);

            assertTrue(failures.isEmpty());
        }
    }

    @Test
    void shouldNotWaitWhenTheIndexFailsForAnotherReasonOrTheJournalIsClosed() throws IOException
    {
        Prefill prefill = prefill();
        try (prefill)
        {
            assertThrows(IOException.class, () -> prefill.enter(() -> fail("Input/output error")));
        }
        assertThrows(IOException.class, () -> prefill.enter(() -> fail(NO_SPACE)));
    }

    @Test
    void shouldTellAFullDiskFromEverythingElse() throws IOException
    {
        try (Prefill prefill = prefill())
        {
            IOException full = new IOException(NO_SPACE);
            assertTrue(prefill.failed("A segment", full) instanceof JournalFullException);
            // whether it reached the disk is not known then, whatever the reason
            assertFalse(prefill.broken("A batch could not be forced", full) instanceof JournalFullException);
            assertFalse(prefill.isFull(new IOException("Input/output error")));

            Files.delete(directory);
            assertFalse(prefill.isFull(new IOException("No such file or directory")));
        }
    }

    private Prefill prefill() throws IOException
    {
        return new Prefill(Files.createDirectory(directory), Journals.SMALL);
    }

    private static void fail(String message) throws IOException
    {
        if (message != null)
        {
            throw new IOException(message);
        }
    }
}
