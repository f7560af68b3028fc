package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest
{
    private static final int LENGTH = 1 << 18;
    private static final int CUT = 1 << 14;
    private static final int CYCLE = 19_700;
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
}
