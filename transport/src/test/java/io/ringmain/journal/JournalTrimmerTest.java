package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTrimmerTest
{
    private static final int RECORDS = 60_000;
    private static final int OPENINGS = 60;
    private static final int ROUNDS = 40;

    @TempDir
    private Path temp;
    private Path directory;
    private long clockNs = 1_000;

    private record Keeper(String name, LongSupplier needed) implements RecordKeeper
    {
        @Override
        public long oldestNeeded()
        {
            return needed.getAsLong();
        }
    }

    @BeforeEach
    void writeJournal()
    {
        directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = JournalWriter.open(directory, Note.CODEC, Journals.SMALL, () -> clockNs++))
        {
            Journals.write(writer, RECORDS, 100);
        }
    }

    private JournalTrimmer trimmer(Retention retention, RecordKeeper... keepers)
    {
        return new JournalTrimmer(directory, retention, List.of(keepers), () -> clockNs);
    }

    private IndexRecord facts(int cycle)
    {
        return JournalIndex.load(directory).sealed(cycle);
    }

    private long firstRead()
    {
        try (JournalReader reader = JournalReader.open(directory))
        {
            assertTrue(reader.next());
            long first = reader.sequence();
            assertEquals(RECORDS, Journals.readRest(reader));
            return first;
        }
    }

    @Test
    void shouldKeepANumberOfSegments()
    {
        List<Integer> before = Journals.segments(directory);

        TrimResult result = trimmer(Retention.none().withMaxSegments(3)).run();

        List<Integer> kept = before.subList(before.size() - 3, before.size());
        assertEquals(kept, Journals.segments(directory));
        assertEquals(before.size() - 3, result.deleted().size());
        assertEquals(facts(kept.get(0)).firstSequence(), result.firstSequence());
        assertEquals(result.firstSequence(), firstRead());
        assertTrue(JournalVerifier.verify(directory, null, JournalVerifier.Progress.NONE).isClean());
        assertTrue(result.holders().isEmpty() && result.bytes() > 0, result::toString);
    }

    @Test
    void shouldKeepANumberOfBytes() throws IOException
    {
        TrimResult result = trimmer(Retention.none().withMaxBytes(4_000_000)).run();

        long left = JournalStat.of(directory).bytes();
        assertTrue(left <= 4_000_000 && left + Files.size(SegmentFiles.segment(directory,
                Journals.segments(directory).get(0))) > 4_000_000, () -> left + " bytes");
        assertEquals(result.firstSequence(), firstRead());
    }

    @Test
    void shouldKeepWhatIsYoungEnough()
    {
        long limit = facts(3).lastTimeNs();
        TrimResult result = trimmer(Retention.none().withMaxAge(Duration.ofNanos(clockNs - limit))).run();

        assertEquals(facts(3).firstSequence(), result.firstSequence());
        assertEquals(result.firstSequence(), firstRead());
    }

    @Test
    void shouldKeepAllThatIsYoungerThanCenturies()
    {
        TrimResult result = trimmer(Retention.none().withMaxAge(Duration.ofSeconds(Long.MAX_VALUE))).run();

        assertTrue(result.deleted().isEmpty());
    }

    @Test
    void shouldNeverDeleteTheLastSegment()
    {
        clockNs += 1_000_000;
        trimmer(Retention.none().withMaxAge(Duration.ofNanos(1))).run();

        assertEquals(1, Journals.segments(directory).size());
        assertEquals(firstRead(), JournalStat.of(directory).firstSequence());
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertEquals(RECORDS - 1, writer.writtenPosition());
            assertTrue(writer.opening().isClean(), writer.opening()::toString);
        }
    }

    @Test
    void shouldTrimBeforeASequenceOrATime()
    {
        long middle = facts(3).firstSequence() + 10;
        TrimResult dry = trimmer(Retention.none()).before(middle, true);
        assertEquals(2, dry.deleted().size());
        assertEquals(0, firstRead());

        TrimResult result = trimmer(Retention.none()).before(middle, false);
        assertEquals(dry, result);
        assertEquals(facts(3).firstSequence(), firstRead());
        assertTrue(trimmer(Retention.none()).before(middle, false).deleted().isEmpty());

        trimmer(Retention.none()).beforeTime(facts(4).lastTimeNs(), false);
        assertEquals(facts(4).firstSequence(), firstRead());
    }

    @Test
    void shouldNeverPassWhoStillNeedsRecordsAndSayWhoItIs()
    {
        long needed = facts(3).firstSequence() + 5;
        TrimResult result = trimmer(Retention.none().withMaxSegments(1),
                new Keeper("the reader slow", () -> needed), new Keeper("the snapshots", () -> Long.MAX_VALUE)).run();

        assertEquals(2, result.deleted().size());
        assertEquals(facts(3).firstSequence(), firstRead());
        assertEquals(List.of("the reader slow (needs " + needed + " on)"), result.holders());
        assertTrue(result.heldBack() > 0);
    }

    @Test
    void shouldGoOnWhereATrimmerWasKilled() throws IOException
    {
        // it had just said what it was going to delete
        JournalIndex.of(directory).trimmed(4, facts(4).firstSequence());
        Files.delete(SegmentFiles.segment(directory, 1));
        assertEquals(facts(4).firstSequence(), firstRead());
        assertThrows(JournalException.class, () ->
        {
            try (JournalReader reader = JournalReader.open(directory))
            {
                reader.seekSequence(facts(4).firstSequence() - 1);
            }
        });
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertTrue(writer.opening().isClean(), writer.opening()::toString);
        }

        trimmer(Retention.none()).run();

        assertEquals(4, Journals.segments(directory).get(0));
        assertEquals(facts(4).firstSequence(), firstRead());
    }

    @Test
    void shouldNotForgetDamageByTrimming() throws IOException
    {
        Files.delete(SegmentFiles.segment(directory, 3));

        TrimResult result = trimmer(Retention.none().withMaxSegments(1)).run();

        assertEquals(2, result.deleted().size());
        assertTrue(result.toString().contains("19700104F.cq4"), result::toString);
        assertThrows(JournalDamagedException.class, () -> Journals.readAll(directory));
    }

    @Test
    void shouldTellAReaderThatWasOvertakenWhatToDo()
    {
        try (JournalReader reader = JournalReader.open(directory))
        {
            assertTrue(reader.next());
            trimmer(Retention.none().withMaxSegments(2)).run();
            long first = JournalIndex.load(directory).trimmed().firstSequence();

            JournalException overtaken = assertThrows(JournalException.class, () -> Journals.readRest(reader));
            assertFalse(overtaken instanceof JournalDamagedException, overtaken::getMessage);
            assertTrue(overtaken.getMessage().contains("seekSequence(" + first + ")"), overtaken::getMessage);

            reader.seekSequence(first);
            assertTrue(reader.next());
            assertEquals(first, reader.sequence());
            assertEquals(RECORDS, Journals.readRest(reader));
        }
    }

    /** A writer, a trimmer that keeps two segments, and readers that start, seek and read on meanwhile. */
    @Test
    void shouldNeverTakeForDamageWhatATrimmerDeletesMeanwhile() throws Exception
    {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong registered = new AtomicLong(Long.MAX_VALUE);
        JournalTrimmer trimmer = new JournalTrimmer(directory, Retention.none().withMaxSegments(2),
                List.of(new Keeper("the reader", registered::get)));
        CompletableFuture<Long> trimming = CompletableFuture.supplyAsync(() ->
        {
            long deleted = 0;
            while (!stop.get())
            {
                deleted += trimmer.run().deleted().size();
            }
            return deleted;
        });
        int overtaken = 0;
        long end = RECORDS;
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            for (int round = 0; round < ROUNDS; round++)
            {
                boolean protectedReader = round % 2 == 0;
                try (JournalReader reader = JournalReader.open(directory))
                {
                    if (reader.next())
                    {
                        registered.set(protectedReader ? reader.sequence() : Long.MAX_VALUE);
                    }
                    Journals.write(writer, 10_000, 100);
                    end += 10_000;
                    try
                    {
                        assertEquals(end, Journals.readRest(reader));
                    }
                    catch (JournalException e)
                    {
                        assertTrue(e.getMessage().contains("were trimmed"), e::getMessage);
                        overtaken++;
                    }
                }
                registered.set(Long.MAX_VALUE);
            }
        }
        finally
        {
            stop.set(true);
        }
        assertTrue(trimming.get() > ROUNDS, "deleted " + trimming.get());
        assertTrue(overtaken < ROUNDS, "overtaken " + overtaken);
        assertTrue(JournalVerifier.verify(directory, null, JournalVerifier.Progress.NONE).isClean());
    }

    /** Each writer begins a segment, of which the trimmer keeps one. */
    @Test
    void shouldOpenWhileATrimmerDeletes() throws Exception
    {
        AtomicBoolean stop = new AtomicBoolean();
        JournalTrimmer trimmer = new JournalTrimmer(directory, Retention.none().withMaxSegments(1), List.of());
        CompletableFuture<Void> trimming = CompletableFuture.runAsync(() ->
        {
            while (!stop.get())
            {
                trimmer.run();
            }
        });
        try
        {
            for (int session = 0; session < OPENINGS; session++)
            {
                try (JournalWriter<Note> writer = Journals.open(directory))
                {
                    Journals.write(writer, 1, 100);
                }
            }
        }
        finally
        {
            stop.set(true);
        }
        trimming.get();

        assertTrue(JournalVerifier.verify(directory, null, JournalVerifier.Progress.NONE).isClean());
    }
}
