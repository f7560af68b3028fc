package io.ringmain.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Pipeline;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class RecoveryTest
{
    @TempDir
    private Path temp;

    private final List<RecoveryProgress> told = new ArrayList<>();
    private final List<Long> out = new ArrayList<>();

    /** Sessions of any length, each ended at any record, with or without a snapshot anywhere: always one state. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldHaveTheStateOfAnUninterruptedRunAfterAnyNumberOfRestarts(long seed)
    {
        Random random = new Random(seed);
        Path journal = temp.resolve("journal");
        long events = 0;
        for (int session = 0; session < 4; session++)
        {
            events = session(journal, events, random);
        }
        Pipeline<Reading> recovered = Pipelines.replaying();
        Recovered how = Recovery.run(recovered, Reading.CODEC, journal, ReadOptions.defaults(),
                SnapshotStore.of(journal), told::add);
        recovered.close();
        Pipeline<Reading> replayed = Pipelines.replaying();
        Recovered full = Recovery.run(replayed, Reading.CODEC, journal, ReadOptions.defaults(), null, told::add);
        replayed.close();

        String expected = Pipelines.hashOf(events);
        assertEquals(expected, replayed.stateHash());
        assertEquals(expected, recovered.stateHash());
        assertEquals(Pipelines.position(events), how.position());
        assertEquals(Pipelines.position(events), full.position());
        assertEquals(events, full.records());
        assertNull(full.snapshot());
        assertEquals(events - (how.snapshot() == null ? 0 : how.snapshot().position().nextSequence()), how.records());
        assertEquals(events, told.get(told.size() - 1).nextSequence());
    }

    /** Recovers, goes live, publishes what follows, perhaps takes a snapshot, ends. Returns where the log ends then. */
    private long session(Path journal, long from, Random random)
    {
        JournalOptions small = JournalOptions.defaults().withSegmentBytes(1 << 20);
        try (JournalWriter<Reading> writer = JournalWriter.open(journal, Reading.CODEC, small))
        {
            out.clear();
            Pipeline<Reading> pipeline = Pipelines
                    .builder(writer, (reading, sequence, endOfBatch) -> out.add(reading.number)).replaying().build();
            Recovered recovered = Recovery.run(pipeline, Reading.CODEC, journal, ReadOptions.defaults(),
                    SnapshotStore.of(journal), told::add);
            assertEquals(Pipelines.position(from), recovered.position());
            pipeline.goLive();
            assertEquals(Pipelines.hashOf(from), pipeline.stateHash());
            assertEquals(List.of(), out, "what is replayed is not sent");

            long snapshot = from + random.nextInt(3_000);
            long to = snapshot + random.nextInt(3_000);
            Pipelines.publish(pipeline, from, snapshot);
            if (random.nextInt(4) > 0)
            {
                SnapshotStore.of(journal).write(Pipelines.position(snapshot), pipeline::snapshot);
            }
            Pipelines.publish(pipeline, snapshot, to);
            pipeline.close();
            assertEquals(to - from, writer.records(), "what is replayed is not written again");
            return to;
        }
    }

    @Test
    void shouldFallBackAndReportWhenTheNewestSnapshotIsBroken() throws IOException
    {
        Path journal = journalOf(1_000, 300, 600);
        SnapshotStore store = SnapshotStore.of(journal);
        Path newest = store.newest(it ->
        {}).orElseThrow().file();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);

        Pipeline<Reading> pipeline = Pipelines.replaying();
        Recovered recovered = Recovery.run(pipeline, Reading.CODEC, journal, ReadOptions.defaults(), store, told::add);
        pipeline.close();

        assertEquals(300, recovered.snapshot().position().nextSequence());
        assertEquals(700, recovered.records());
        assertEquals(List.of(newest), recovered.broken().stream().map(BrokenSnapshot::file).toList());
        assertTrue(recovered.toString().contains("snapshot at 300, 700 records replayed\nnot used: " + newest),
                recovered::toString);
        assertEquals(Pipelines.hashOf(1_000), pipeline.stateHash());
    }

    /** After a power loss a snapshot can know more than the journal, whose next records will be others. */
    @Test
    void shouldSetASnapshotAsideThatIsAheadOfTheJournal()
    {
        Path journal = journalOf(1_000, 300, 1_000);
        SnapshotStore store = SnapshotStore.of(journal);
        Pipeline<Reading> ahead = Pipelines.replaying();
        ahead.start();
        Pipelines.publish(ahead, 0, 1_200);
        Snapshot lost = store.write(Pipelines.position(1_200), ahead::snapshot);
        ahead.close();

        Pipeline<Reading> pipeline = Pipelines.replaying();
        Recovered recovered = Recovery.run(pipeline, Reading.CODEC, journal, ReadOptions.defaults(), store, told::add);
        pipeline.close();

        assertEquals(1_000, recovered.snapshot().position().nextSequence());
        assertEquals(0, recovered.records());
        assertTrue(recovered.broken().get(0).what().startsWith("ahead of the journal, which ends at sequence 999"),
                recovered::toString);
        assertTrue(Files.exists(lost.file().resolveSibling(lost.file().getFileName() + ".ahead")));
        assertEquals(Pipelines.hashOf(1_000), pipeline.stateHash());
    }

    @Test
    void shouldRecoverNothingFromAnEmptyJournal()
    {
        Path journal = journalOf(0);
        Pipeline<Reading> pipeline = Pipelines.replaying();
        Recovered recovered = Recovery.run(pipeline, Reading.CODEC, journal, ReadOptions.defaults(),
                SnapshotStore.of(journal), told::add);
        pipeline.close();

        assertEquals(LogPosition.START, recovered.position());
        assertEquals(0, recovered.records());
    }

    @Test
    void shouldSayWhatToDoWhenASnapshotIsOfOtherStages()
    {
        Path journal = journalOf(100, 50);
        Pipeline<Reading> other = Pipeline.builder("other", Reading::new).stage("sum", new Sum()).replaying().build();

        SnapshotException refused = assertThrows(SnapshotException.class,
                () -> Recovery.run(other, Reading.CODEC, journal, ReadOptions.defaults(), SnapshotStore.of(journal),
                        told::add));

        assertTrue(refused.getMessage().contains("stages that the pipeline does not have, or has as live-only or " +
                "without state: results, shards-0, shards-1, windows. it lacks the state of the stages: sum"),
                refused::getMessage);
        assertTrue(refused.getMessage().endsWith("move " + SnapshotStore.of(journal).folder() + " away."),
                refused::getMessage);
    }

    @Test
    void shouldGoOnFromPositionsThatOnlyTheSnapshotHas() throws IOException
    {
        Path journal = journalOf(10);
        LogPosition position = new LogPosition(10, Map.of(5, 77L));
        Pipeline<Reading> pipeline = Pipelines.replaying();
        pipeline.start();
        Pipelines.publish(pipeline, 0, 10);
        SnapshotStore.of(journal).write(position, pipeline::snapshot);
        pipeline.close();

        Pipeline<Reading> recovered = Pipelines.replaying();
        assertEquals(position,
                Recovery.run(recovered, Reading.CODEC, journal, ReadOptions.defaults(), SnapshotStore.of(journal),
                        told::add).position());
        recovered.close();
    }

    /** A journal with so many events, and snapshots of these positions. */
    private Path journalOf(long events, long... snapshots)
    {
        Path journal = temp.resolve("journal");
        try (JournalWriter<Reading> writer = JournalWriter.open(journal, Reading.CODEC,
                JournalOptions.defaults().withSegmentBytes(1 << 20)))
        {
            Pipeline<Reading> pipeline = Pipelines.builder(writer, (reading, sequence, endOfBatch) ->
            {}).start();
            long next = 0;
            for (long snapshot : snapshots)
            {
                Pipelines.publish(pipeline, next, snapshot);
                SnapshotStore.of(journal).write(Pipelines.position(snapshot), pipeline::snapshot);
                next = snapshot;
            }
            Pipelines.publish(pipeline, next, events);
            pipeline.close();
        }
        return journal;
    }
}
