package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.event.Codec;

final class JournalWriterTest
{
    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void name()
    {
        directory = temp.resolve("journal");
    }

    @Test
    void shouldRefuseASecondWriterAndNameTheFirst()
    {
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            JournalException refused = assertThrows(JournalException.class, () -> Journals.open(directory));

            assertTrue(refused.getMessage().contains("process " + ProcessHandle.current().pid()), refused::getMessage);
            Journals.write(writer, 10, 8);
        }
        Journals.open(directory).close();
        assertEquals(10, Journals.readAll(directory));
    }

    @Test
    void shouldTakeRecordsUpToTheLimitAndRefuseLarger()
    {
        int limit = Journals.SMALL.recordBytes();
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Note note = new Note();
            writer.onEvent(note.with(0, limit), 0, false);
            writer.onEvent(note.with(1, 100), 1, false);

            JournalException tooLarge = assertThrows(JournalException.class,
                    () -> writer.onEvent(note.with(2, limit + 1), 2, true));

            assertTrue(tooLarge.getMessage().contains(Integer.toString(limit)), tooLarge::getMessage);
            assertEquals(1, writer.writtenPosition());
            writer.onEvent(note.with(2, limit), 2, true);
            assertEquals(2, writer.writtenPosition());
        }
        assertEquals(3, Journals.readAll(directory));
    }

    @Test
    void shouldTakeLargeRecordsInSegmentsOfTheUsualSize()
    {
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC))
        {
            Journals.write(writer, 100, 1 << 20);
        }
        assertEquals(100, Journals.readAll(directory));
        assertTrue(Journals.segments(directory).size() > 1);
    }

    @Test
    void shouldWriteTheOthersOfABatchWhenTheCodecFails()
    {
        RuntimeException bug = new IllegalStateException("a bug");
        try (JournalWriter<Note> writer = JournalWriter.open(directory, new FailingCodec(bug), Journals.SMALL))
        {
            Note note = new Note();
            int sequence = 0;
            for (int i = 0; i < 1_000; i++)
            {
                boolean fail = i % 3 == 1;
                boolean endOfBatch = i % 4 == 0;
                int number = sequence;
                if (fail)
                {
                    assertSame(bug, assertThrows(IllegalStateException.class,
                            () -> writer.onEvent(note.with(-1, 100), number, endOfBatch)));
                }
                else
                {
                    writer.onEvent(note.with(sequence++, 100), number, endOfBatch);
                }
                if (endOfBatch)
                {
                    assertEquals(sequence - 1, writer.writtenPosition());
                }
            }
        }
        assertEquals(667, Journals.readAll(directory));
    }

    /** Writes far more than the next event will, and then throws. */
    private static final Codec<Note> SPILLING = new Codec<>()
    {
        @Override
        public int encode(Note event, MutableDirectBuffer buffer, int offset)
        {
            if (event.number % 10 == 9)
            {
                buffer.setMemory(offset, 20_000, (byte) 0xFF);
                throw new IllegalStateException("spilled");
            }
            return Note.CODEC.encode(event, buffer, offset);
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Note event)
        {
            Note.CODEC.decode(buffer, offset, length, event);
        }
    };

    @Test
    void shouldReadOnAndOpenWhenAnEventThatFailedHasLeftBytesBehind() throws IOException
    {
        Path image = temp.resolve("image");
        try (JournalWriter<Note> writer = JournalWriter.open(directory, SPILLING, Journals.SMALL))
        {
            Note note = new Note();
            for (int i = 0; i < 1_000; i++)
            {
                int number = i;
                if (i % 10 == 9)
                {
                    assertThrows(IllegalStateException.class, () -> writer.onEvent(note.with(number, 8), number, true));
                }
                else
                {
                    writer.onEvent(note.with(number, 8), number, true);
                }
            }
            try (JournalReader reader = JournalReader.open(directory))
            {
                assertEquals(900, count(reader));
            }
            JournalCrashImageTest.copy(directory, image);
        }
        try (JournalReader reader = JournalReader.open(directory))
        {
            assertEquals(900, count(reader));
        }
        try (JournalWriter<Note> writer = Journals.open(image))
        {
            assertEquals(899, writer.writtenPosition());
        }
        try (JournalReader reader = JournalReader.open(image))
        {
            assertEquals(900, count(reader));
        }
    }

    private static long count(JournalReader reader)
    {
        long records = 0;
        while (reader.next())
        {
            records++;
        }
        return records;
    }

    @Test
    void shouldStayBrokenWithTheFirstCauseWhenAWriteHasFailed() throws IOException
    {
        JournalWriter<Note> writer = Journals.open(directory);
        try (writer)
        {
            Journals.write(writer, 100, 100);
            obstructNextSegments();

            JournalException first = assertThrows(JournalException.class, () -> Journals.write(writer, 50_000, 100));
            long written = writer.writtenPosition();
            JournalException second = assertThrows(JournalException.class, () -> writer.onEvent(new Note(), 0, true));

            assertSame(first.getCause(), second.getCause());
            assertEquals(written, writer.writtenPosition());
        }
        assertThrows(JournalException.class, () -> writer.onEvent(new Note(), 0, true));
        assertEquals(writer.writtenPosition() + 1, Journals.readAll(directory));
    }

    /** A directory with the name of a file that the helper is going to create. */
    private void obstructNextSegments() throws IOException
    {
        Files.createDirectories(directory.resolve("19700105F.cq4.filling").resolve("in-the-way"));
    }

    @Test
    void shouldFailCleanlyWhenTheDiskIsFull() throws Exception
    {
        Files.createDirectory(directory);
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString()),
                "no right to mount a tmpfs");
        try
        {
            long written;
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                JournalException full = assertThrows(JournalException.class,
                        () -> Journals.write(writer, 100_000, 100));
                assertTrue(full.getMessage().contains("No space left"), full::getMessage);
                written = writer.writtenPosition();
            }
            assertEquals(written + 1, Journals.readAll(directory));
            JournalException still = assertThrows(JournalException.class, () ->
            {
                for (int i = 0; i < 10; i++)
                {
                    try (JournalWriter<Note> writer = Journals.open(directory))
                    {
                        Journals.write(writer, 10, 100);
                    }
                }
            });
            assertTrue(still.getMessage().contains("No room"), still::getMessage);

            long kept = Journals.readAll(directory);
            assertTrue(run("mount", "-o", "remount,size=16m", directory.toString()));
            try (JournalWriter<Note> writer = Journals.open(directory))
            {
                assertEquals(kept - 1, writer.writtenPosition());
                Journals.write(writer, 10_000, 100);
            }
            assertEquals(kept + 10_000, Journals.readAll(directory));
        }
        finally
        {
            run("umount", "-l", directory.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException
    {
        try
        {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    @Test
    void shouldAllocateNothingForAnEvent()
    {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC))
        {
            Journals.write(writer, 200_000, 64);
            long before = threads.getCurrentThreadAllocatedBytes();
            Journals.write(writer, 200_000, 64);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            // 12,500 excerpts: the smallest object for each would make 200,000 bytes. What is left are the few index
            // arrays of Chronicle's, and what the JIT had not yet taken out.
            assertTrue(allocated < 100_000, () -> allocated + " bytes for 200,000 events");
        }
        try (JournalReader reader = JournalReader.open(directory))
        {
            while (reader.sequence() < 100_000)
            {
                assertTrue(reader.next());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            long records = 0;
            while (reader.next())
            {
                records++;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            // the end of the data lists the directory
            long read = records;
            assertTrue(allocated < 50_000, () -> allocated + " bytes for " + read + " records");
        }
    }

    @Test
    void shouldBeReadableWithChroniclesOwnTailer()
    {
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 20_000, 100);
        }
        long records = 0;
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(directory).readOnly(true).build();
                ExcerptTailer tailer = queue.createTailer())
        {
            UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
            while (true)
            {
                try (DocumentContext excerpt = tailer.readingDocument())
                {
                    if (!excerpt.isPresent())
                    {
                        break;
                    }
                    var bytes = excerpt.wire().bytes();
                    buffer.wrap(bytes.addressForRead(bytes.readPosition()), (int) bytes.readRemaining());
                    assertEquals(records, BatchDescriptor.firstSequence(buffer, 0));
                    records += BatchDescriptor.count(buffer, 0);
                }
            }
        }
        assertEquals(20_000, records);
    }

    @Test
    void shouldLeaveNothingBehindWhenClosed() throws Exception
    {
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 10, 100);
        }
        Journals.open(directory).close();

        try (var files = Files.list(directory))
        {
            assertEquals(java.util.Set.of("19700102F.cq4", SegmentFiles.METADATA, WriterLock.FILE, JournalIndex.FILE),
                    files.map(file -> file.getFileName().toString()).collect(java.util.stream.Collectors.toSet()));
        }
        for (Thread thread : Thread.getAllStackTraces().keySet())
        {
            if (thread.getName().equals("journal/journal/prefill"))
            {
                thread.join(5_000);
                assertFalse(thread.isAlive());
            }
        }
    }

    @Test
    void shouldReadNothingFromAnEmptyJournal()
    {
        Journals.open(directory).close();

        try (JournalReader reader = JournalReader.open(directory))
        {
            assertFalse(reader.next());
            assertEquals(-1, reader.sequence());
        }
        assertEquals(0, Journals.readAll(directory));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithADirectory() throws IOException
    {
        Path file = Files.writeString(temp.resolve("file"), "x");
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Path orphan = temp.resolve("no/such/parent");

        assertTrue(message(() -> Journals.open(orphan)).contains("create it first"));
        assertTrue(message(() -> Journals.open(file)).contains("is a file"));
        assertTrue(message(() -> JournalReader.open(orphan)).contains("does not exist"));
        assertTrue(message(() -> JournalReader.open(file)).contains("is a file"));
        assertTrue(message(() -> JournalReader.open(empty)).contains("not a journal"));
        assertThrows(IllegalArgumentException.class, () -> JournalOptions.defaults().withSegmentBytes(4096));
    }

    private static String message(org.junit.jupiter.api.function.Executable executable)
    {
        String message = assertThrows(JournalException.class, executable).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private record FailingCodec(RuntimeException bug) implements io.ringmain.event.Codec<Note>
    {
        @Override
        public int encode(Note note, org.agrona.MutableDirectBuffer buffer, int offset)
        {
            int length = Note.CODEC.encode(note, buffer, offset);
            if (note.number < 0)
            {
                throw bug;
            }
            return length;
        }

        @Override
        public void decode(org.agrona.DirectBuffer buffer, int offset, int length, Note note)
        {
            Note.CODEC.decode(buffer, offset, length, note);
        }
    }

    @Test
    void shouldLetGoOfEveryFileWhenItIsClosed() throws IOException
    {
        Path maps = Path.of("/proc/self/maps");
        Assumptions.assumeTrue(Files.isReadable(maps), "no " + maps);
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, 20_000, 200);
            assertTrue(Files.readString(maps).contains(directory.toString()));
        }

        assertFalse(Files.readString(maps).contains(directory.toString()));
    }
}
