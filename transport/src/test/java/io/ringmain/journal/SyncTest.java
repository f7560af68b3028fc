package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.event.BatchingHandler;
import io.ringmain.pipeline.Pipeline;

/** When what is written becomes durable. That a power loss keeps it no test can show: what is shown is the order of calls. */
final class SyncTest
{
    private static final int RECORDS = 20_000;

    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void name()
    {
        directory = temp.resolve("journal");
    }

    private JournalWriter<Note> open(SyncPolicy policy)
    {
        return JournalWriter.open(directory, Note.CODEC, Journals.SMALL.withSync(policy));
    }

    @Test
    void shouldBeDurableWhenTheBatchEndsIfEachIsForced()
    {
        try (JournalWriter<Note> writer = open(SyncPolicy.everyBatch()))
        {
            Note note = new Note();
            for (int i = 0; i < 1_000; i++)
            {
                boolean endOfBatch = i % 10 == 9;
                writer.onEvent(note.with(i, 2_000), i, endOfBatch);
                assertEquals(i / 10 * 10 - (endOfBatch ? -9 : 1), writer.durablePosition());
            }
        }
    }

    @Test
    void shouldBeDurableOnlyWhenClosedIfNothingForces()
    {
        JournalWriter<Note> writer = open(SyncPolicy.none());
        try (writer)
        {
            Journals.write(writer, RECORDS, 200);

            assertEquals(RECORDS - 1, writer.writtenPosition());
            assertEquals(-1, writer.durablePosition());
        }
        assertEquals(RECORDS - 1, writer.durablePosition());
    }

    @Test
    void shouldBecomeDurableByItselfOverManySegmentsIfItIsForcedEverySoOften()
    {
        try (JournalWriter<Note> writer = open(SyncPolicy.every(Duration.ofMillis(1))))
        {
            Journals.write(writer, RECORDS, 200);
            while (writer.durablePosition() < RECORDS - 1)
            {
                Thread.onSpinWait();
            }

            assertTrue(Journals.segments(directory).size() > 3);
        }
        try (JournalWriter<Note> writer = open(SyncPolicy.every(Duration.ofMillis(1))))
        {
            assertEquals(RECORDS - 1, writer.durablePosition());
        }
    }

    @Test
    void shouldLetLaterStagesSeeOnlyWhatIsDurable()
    {
        JournalWriter<Note> writer = open(SyncPolicy.every(Duration.ofMillis(1)));
        AtomicLong seen = new AtomicLong();
        AtomicLong early = new AtomicLong();
        try (writer;
                Pipeline<Note> pipeline = Pipeline.builder("notes", Note::new).capacity(1_024).stage("journal", writer)
                        .stage("durable", writer.durable()).after("journal").stage("out", (note, sequence, end) ->
                        {
                            if (sequence > writer.durablePosition())
                            {
                                early.incrementAndGet();
                            }
                            seen.incrementAndGet();
                        }).after("durable").start())
        {
            for (int i = 0; i < RECORDS; i++)
            {
                int number = i;
                pipeline.publisher().publish(note -> note.with(number, 100));
            }
        }
        assertEquals(RECORDS, seen.get());
        assertEquals(0, early.get());
        assertEquals(RECORDS, Journals.readAll(directory));
    }

    @Test
    void shouldRefuseToWaitForWhatNeverComes()
    {
        try (JournalWriter<Note> writer = open(SyncPolicy.none()))
        {
            IllegalStateException refused = assertThrows(IllegalStateException.class, writer::durable);

            assertTrue(refused.getMessage().contains("sync policy is none"), refused::getMessage);
        }
    }

    @Test
    void shouldEndAWaitWhenItsThreadIsInterrupted()
    {
        try (JournalWriter<Note> writer = open(SyncPolicy.every(Duration.ofHours(1))))
        {
            BatchingHandler<Note> gate = writer.durable();
            Journals.write(writer, 10, 100);
            Thread.currentThread().interrupt();

            assertThrows(Exception.class, () -> gate.onEvent(new Note(), 9, true));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void shouldRefuseAnIntervalThatIsNone()
    {
        assertThrows(IllegalArgumentException.class, () -> SyncPolicy.every(Duration.ZERO));
    }
}
