package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the directory while the writer is open is what a killed process leaves; a power loss leaves less. */
final class JournalCrashImageTest
{
    private static final int RECORDS = 10_000;

    @TempDir
    private Path temp;
    private Path image;

    @BeforeEach
    void crash() throws IOException
    {
        Path directory = temp.resolve("running");
        image = temp.resolve("crashed");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            Journals.write(writer, RECORDS, 100);
            copy(directory, image);
        }
    }

    @Test
    void shouldReadAndGoOnAfterAKill()
    {
        assertEquals(RECORDS, Journals.readAll(image));

        reopenAndWrite(RECORDS);

        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldGoOnAfterAnyNumberOfKillsWithoutARecord() throws IOException
    {
        for (int i = 0; i < 3; i++)
        {
            Path next = temp.resolve("again" + i);
            try (JournalWriter<Note> writer = Journals.open(image))
            {
                assertEquals(RECORDS - 1, writer.writtenPosition());
                copy(image, next);
            }
            image = next;
            assertEquals(RECORDS, Journals.readAll(image));
        }
        reopenAndWrite(RECORDS);
        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldIgnoreAnExcerptThatWasNotCompleted() throws IOException
    {
        Tail tail = tail();
        byte[] half = new byte[200];
        half[3] = (byte) 0x80;
        half[10] = 7;
        JournalDamageTest.overwrite(tail.segment(), tail.end(), half);

        assertEquals(RECORDS, Journals.readAll(image));
        reopenAndWrite(RECORDS);
        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldIgnoreAWholeBatchThatWasNeverCompleted() throws IOException
    {
        Tail tail = tail();
        ByteBuffer bytes = ByteBuffer.allocateDirect(tail.end() + 1_000).order(ByteOrder.LITTLE_ENDIAN);
        UnsafeBuffer whole = new UnsafeBuffer(bytes);
        BatchBuffer batch = new BatchBuffer(500);
        batch.begin(whole, bytes, tail.end() + 4);
        batch.add(Note.CODEC, new Note().with(RECORDS, 100), 0, 0);
        batch.describe(RECORDS, 0);
        batch.seal(batch.length(), SegmentFiles.cycle(tail.segment()));
        byte[] copied = new byte[batch.length()];
        whole.getBytes(tail.end() + 4, copied);
        JournalDamageTest.overwrite(tail.segment(), tail.end() + 4, copied);

        assertEquals(RECORDS, Journals.readAll(image));
        reopenAndWrite(RECORDS);
        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldReportAZeroedTailAndNeverAppendBehindIt() throws IOException
    {
        Tail tail = tail();
        // the last two batches and whatever shares their bytes
        int from = tail.batchesFromEnd(2);
        JournalDamageTest.overwrite(tail.segment(), from, new byte[tail.end() - from]);

        JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> Journals.readAll(image));
        assertEquals(RECORDS - 2 * Journals.BATCH, damage.damage().firstLost());

        reopenAndWrite(RECORDS - 2 * Journals.BATCH);
        assertEquals(RECORDS - 2 * Journals.BATCH + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldCutOffALastBatchThatIsTorn() throws IOException
    {
        Tail tail = tail();
        JournalDamageTest.overwrite(tail.segment(), tail.batchesFromEnd(1) + 500, new byte[64]);

        assertThrows(JournalDamagedException.class, () -> Journals.readAll(image));

        reopenAndWrite(RECORDS - Journals.BATCH);
        assertEquals(RECORDS - Journals.BATCH + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldTellAnEndMarkFromPayloadThatLooksLikeOne() throws IOException
    {
        Tail tail = tail();
        int cycle = SegmentFiles.cycle(tail.segment());
        int from = tail.batchesFromEnd(1);
        int at = Segment.align(from + 500);
        JournalDamageTest.overwrite(tail.segment(), from, new byte[tail.end() - from]);
        JournalDamageTest.overwrite(tail.segment(), at, endMark(cycle, at + Integer.BYTES));
        Path ended = temp.resolve("ended");
        copy(image, ended);
        JournalDamageTest.overwrite(SegmentFiles.segment(ended, cycle), at, endMark(cycle, at));

        // a mark of this very place says that the segment was whole once
        assertThrows(JournalDamagedException.class, () -> Journals.open(ended));
        reopenAndWrite(RECORDS - Journals.BATCH);
        assertEquals(RECORDS - Journals.BATCH + 1_000, Journals.readAll(image));
    }

    private static byte[] endMark(int cycle, int position)
    {
        return ByteBuffer.allocate(SegmentFacts.END_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(Segment.END_MARK)
                .putInt(Segment.END_TEXT).putInt(BatchDescriptor.place(cycle, position)).array();
    }

    @Test
    void shouldGoOnWhenTheOnlyBatchOfTheLastSegmentIsTorn() throws IOException
    {
        Path again = temp.resolve("again");
        try (JournalWriter<Note> writer = Journals.open(image))
        {
            Journals.write(writer, Journals.BATCH, 100);
            copy(image, again);
        }
        image = again;
        Tail tail = tail();
        JournalDamageTest.overwrite(tail.segment(), tail.batchesFromEnd(1) + 500, new byte[64]);

        assertThrows(JournalDamagedException.class, () -> Journals.readAll(image));

        try (JournalWriter<Note> writer = Journals.open(image))
        {
            assertTrue(writer.opening().found(JournalOpening.Kind.TAIL_SEALED), writer.opening()::toString);
            assertEquals(RECORDS - 1, writer.writtenPosition());
            Journals.write(writer, 1_000, 100);
        }
        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldRefuseAHoleBeforeTheTail() throws IOException
    {
        Tail tail = tail();
        int from = tail.batchesFromEnd(3);
        JournalDamageTest.overwrite(tail.segment(), from, new byte[64]);

        JournalDamagedException damage = assertThrows(JournalDamagedException.class, () -> Journals.open(image));

        assertEquals(from, damage.damage().position());
        assertEquals(RECORDS - 2 * Journals.BATCH - 1, damage.damage().lastLost());
    }

    @Test
    void shouldRefuseWhenOnlyTheHeaderOfTheLastExcerptIsGone() throws IOException
    {
        Tail tail = tail();
        JournalDamageTest.overwrite(tail.segment(), tail.batchesFromEnd(1), new byte[4]);

        assertThrows(JournalDamagedException.class, () -> Journals.readAll(image));
        assertThrows(JournalDamagedException.class, () -> Journals.open(image));
    }

    @Test
    void shouldReplaceASegmentThatWasOnlyBegun() throws IOException
    {
        byte[] begun = new byte[Journals.SMALL.segmentBytes()];
        begun[3] = (byte) 0x80;
        try (JournalWriter<Note> writer = Journals.open(image))
        {
            assertTrue(writer.records() == 0);
        }
        List<Integer> cycles = Journals.segments(image);
        Files.write(SegmentFiles.segment(image, cycles.get(cycles.size() - 1) + 1), begun);

        assertEquals(RECORDS, Journals.readAll(image));
        reopenAndWrite(RECORDS);
        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldOpenWhenChroniclesLockNamesALivingProcess() throws IOException
    {
        List<Integer> cycles = Journals.segments(image);
        long nowMs = cycles.get(cycles.size() - 1) * SegmentFiles.CYCLE_MS;
        Path locked = temp.resolve("locked");
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(image).rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> nowMs).blockSize(256 << 10).build();
                ExcerptAppender appender = queue.createAppender();
                DocumentContext excerpt = appender.writingDocument())
        {
            copy(image, locked);
            excerpt.rollbackOnClose();
        }

        image = locked;
        reopenAndWrite(RECORDS);

        assertEquals(RECORDS + 1_000, Journals.readAll(image));
    }

    @Test
    void shouldFollowALivingWriterFromAnotherOpening() throws IOException
    {
        try (JournalWriter<Note> writer = Journals.open(image); JournalReader reader = JournalReader.open(image))
        {
            assertEquals(RECORDS, Journals.readRest(reader));
            for (int i = 1; i <= 20; i++)
            {
                Journals.write(writer, 1_000, 100);
                assertEquals(RECORDS + i * 1_000, Journals.readRest(reader));
                assertFalse(reader.next());
            }
        }
    }

    private void reopenAndWrite(long expectedNext)
    {
        try (JournalWriter<Note> writer = Journals.open(image))
        {
            assertEquals(expectedNext - 1, writer.writtenPosition());
            Journals.write(writer, 1_000, 100);
        }
    }

    private Tail tail()
    {
        List<Integer> cycles = Journals.segments(image);
        // the last one may be filled ahead
        for (int i = cycles.size() - 1;; i--)
        {
            Path file = SegmentFiles.segment(image, cycles.get(i));
            try (Segment segment = Segment.open(file))
            {
                if (segment.isInitialised())
                {
                    return new Tail(file);
                }
            }
        }
    }

    static void copy(Path from, Path to) throws IOException
    {
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from))
        {
            for (Path file : files)
            {
                // those are being filled and renamed meanwhile, and an opening deletes them
                if (!file.toString().endsWith(".filling") && !file.toString().endsWith(".precreated"))
                {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /** The last segment, still open. */
    private record Tail(Path segment)
    {
        int end()
        {
            try (Segment walk = Segment.open(segment))
            {
                while (walk.next() == Segment.Step.BATCH)
                {
                    assertEquals(null, walk.batchProblem());
                }
                return walk.position();
            }
        }

        int batchesFromEnd(int count)
        {
            try (Segment walk = Segment.open(segment); Segment ahead = Segment.open(segment))
            {
                for (int i = 0; i < count; i++)
                {
                    ahead.next();
                }
                while (ahead.next() == Segment.Step.BATCH)
                {
                    walk.next();
                }
                walk.next();
                return walk.lastBatchPosition();
            }
        }
    }
}
