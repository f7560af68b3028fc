package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest
{
    private static final int LENGTH = 1 << 18;
    private static final int CUT = 1 << 14;
    private static final int CYCLE = 19_700;
    private static final int TINY = 1 << 6;
    private static final int COMINGS = 5_000;
    @TempDir
    private Path directory;

    private static void cut(Path file, int length) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.truncate(length);
        }
    }

    private static Path segment(Path directory) throws IOException
    {
        return Files.write(SegmentFiles.segment(directory, CYCLE), new byte[LENGTH]);
    }

    /** What is mapped behind the end of a file is a fault to touch. */
    @Test
    void shouldFindNothingBehindWhereItsWriterHasCutItMeanwhile() throws IOException
    {
        Path file = segment(directory);
        try (Segment segment = Segment.open(file))
        {
            cut(file, CUT);

            assertEquals(-1, segment.findBatch(0));
            assertFalse(segment.hasMarkBehind(0));
            assertTrue(segment.isUntouched());
        }
    }

    @Test
    void shouldLookThroughAFileThatIsAnothersMeanwhile() throws IOException
    {
        Path file = segment(directory);
        try (Segment segment = Segment.open(file))
        {
            Files.delete(file);
            Files.write(file, new byte[CUT]);

            assertEquals(-1, segment.findBatch(0));
            assertEquals(LENGTH, segment.length());
            assertTrue(segment.isReplaced());
        }
    }

    @Test
    void shouldSayThatThereIsNone()
    {
        assertNull(Segment.openIfPresent(SegmentFiles.segment(directory, CYCLE)));
    }

    /** What is there the moment after it could not be opened was not there, or was another's. */
    @Test
    void shouldOpenOrSayThatThereIsNoneWhileAFileComesAndGoes() throws Exception
    {
        Path file = SegmentFiles.segment(directory, CYCLE);
        // made ahead, and kept by another name: none has the inode of one that went before
        List<Path> made = new ArrayList<>();
        for (int i = 0; i < COMINGS; i++)
        {
            made.add(Files.write(directory.resolve(Integer.toString(i)), new byte[TINY]));
        }
        AtomicBoolean gone = new AtomicBoolean();
        Thread writer = new Thread(() ->
        {
            try
            {
                for (Path one : made)
                {
                    Files.createLink(file, one);
                    Files.delete(file);
                }
            }
            catch (IOException e)
            {
                throw new UncheckedIOException(e);
            }
            finally
            {
                gone.set(true);
            }
        });
        writer.start();

        while (!gone.get())
        {
            try (Segment segment = Segment.openIfPresent(file))
            {
                assertTrue(segment == null || segment.length() == TINY);
            }
        }
        writer.join();

        assertNull(Segment.openIfPresent(file));
    }

    @Test
    void shouldSayWhyOneThatIsThereCannotBeOpened() throws IOException
    {
        Path file = Files.createDirectory(SegmentFiles.segment(directory, CYCLE));

        JournalException refused = assertThrows(JournalException.class, () -> Segment.openIfPresent(file));

        assertTrue(refused.getMessage().contains("cannot be opened"), refused.getMessage());
    }

    @Test
    void shouldSayWhyItCannotEvenLook() throws IOException
    {
        // a file in the place of the folder is "no such file" to newer JDKs
        Path loop = directory.resolve("loop");
        Path file = SegmentFiles.segment(Files.createSymbolicLink(loop, loop), CYCLE);

        JournalException refused = assertThrows(JournalException.class, () -> Segment.openIfPresent(file));

        assertTrue(refused.getMessage().contains("Too many levels of symbolic links"), refused.getMessage());
    }
}
