package io.ringmain.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.failure.PipelineFailedException;
import io.ringmain.journal.JournalDamagedException;
import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReaderRegistration;
import io.ringmain.pipeline.Pipeline;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class FollowerTest
{
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path temp;

    private final AtomicLong nowNs = new AtomicLong();
    private Path journal;
    private SnapshotStore store;

    @BeforeEach
    void makeJournal()
    {
        journal = temp.resolve("journal");
        store = SnapshotStore.of(journal).keeping(100);
    }

    @Test
    void shouldWriteASnapshotAfterEverySoManyRecordsAndTheLastAtItsEnd()
    {
        write(1_000);
        try (Follower<Reading> follower = open(300, NEVER))
        {
            assertEquals(1_000, follower.doWork());
            assertEquals(0, follower.doWork());
            assertEquals(3, follower.progress().snapshots());
            assertEquals(Pipelines.position(900), follower.progress().latest().position());
            assertTrue(follower.progress().caughtUp());
        }

        assertEquals(List.of(300L, 600L, 900L, 1_000L), snapshots());
        Snapshot last = newest();
        assertEquals(Pipelines.hashOf(1_000), last.stateHash());
        assertEquals(Pipelines.position(1_000), last.position());
    }

    @Test
    void shouldWriteASnapshotWhenTheTimeHasComeAndSomethingElseHas()
    {
        write(10);
        try (Follower<Reading> follower = open(Long.MAX_VALUE, Duration.ofSeconds(5)))
        {
            follower.doWork();
            assertEquals(0, follower.progress().snapshots());
            advance(Duration.ofSeconds(5));
            follower.doWork();
            assertEquals(1, follower.progress().snapshots());
            advance(Duration.ofSeconds(50));
            follower.doWork();
            assertEquals(1, follower.progress().snapshots(), "nothing has come since");
        }

        assertEquals(List.of(10L), snapshots());
    }

    @Test
    void shouldFollowAWriterThatGoesOnAndComesBack()
    {
        write(100);
        try (Follower<Reading> follower = open(Long.MAX_VALUE, NEVER))
        {
            follower.doWork();
            assertEquals(100, follower.progress().nextSequence());
            write(50);
            follower.doWork();
            assertEquals(150, follower.progress().nextSequence());
        }

        assertEquals(Pipelines.hashOf(150), newest().stateHash());
    }

    @Test
    void shouldBeginWithItsOwnNewestSnapshot()
    {
        write(500);
        open(200, NEVER).close();
        follow(200);
        write(40);

        try (Follower<Reading> follower = open(Long.MAX_VALUE, NEVER))
        {
            assertEquals(500, follower.progress().begun().position().nextSequence());
            assertEquals(40, follower.doWork());
        }

        assertEquals(Pipelines.hashOf(540), newest().stateHash());
        assertEquals(Pipelines.position(540), newest().position());
    }

    @Test
    void shouldBeRegisteredWithWhatItWouldNeedAgain()
    {
        write(1_000);
        try (Follower<Reading> follower = open(600, NEVER))
        {
            assertEquals(0, needed());
            follower.doWork();
            assertEquals(600, needed(), "what is behind its newest snapshot");
        }
        assertEquals(List.of(SnapshotStore.FOLDER), readers(), "only the snapshots stay");
        try (Follower<Reading> follower = open(600, NEVER))
        {
            assertEquals(1_000, needed());
            assertNull(follower.progress().latest());
        }
    }

    @Test
    void shouldEndWithALastSnapshotWhenItsThreadIsInterrupted() throws InterruptedException
    {
        write(700);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Follower<Reading>> running = new AtomicReference<>();
        boolean[] interrupted = {false};
        Thread thread = new Thread(() ->
        {
            try (Follower<Reading> follower = open(Long.MAX_VALUE, NEVER))
            {
                running.set(follower);
                follower.run();
            }
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        thread.setUncaughtExceptionHandler((its, it) -> thrown.set(it));
        thread.start();
        while (running.get() == null || running.get().progress().nextSequence() < 700)
        {
            Thread.onSpinWait();
        }

        thread.interrupt();
        thread.join();

        assertNull(thrown.get());
        assertTrue(interrupted[0], "the caller still sees it");
        assertEquals(List.of(700L), snapshots());
        assertEquals(Pipelines.hashOf(700), newest().stateHash());
        assertEquals(List.of(SnapshotStore.FOLDER), readers(), "only the snapshots stay");
    }

    @Test
    void shouldReturnWhenItIsStopped()
    {
        write(10);
        try (Follower<Reading> follower = open(Long.MAX_VALUE, NEVER))
        {
            follower.stop();
            follower.run();
            assertEquals(0, follower.progress().records());
        }

        assertEquals(List.of(), snapshots());
    }

    @Test
    void shouldStopAtDamageAndKeepTheStateBeforeIt() throws IOException
    {
        write(400);
        write(400);
        Path second = segments().get(1);
        byte[] bytes = Files.readAllBytes(second);
        corruptFirstRecord(second, bytes);

        JournalDamagedException[] damage = {null};
        try (Follower<Reading> follower = open(Long.MAX_VALUE, NEVER))
        {
            damage[0] = assertThrows(JournalDamagedException.class, follower::run);
        }

        assertEquals(400, damage[0].damage().firstLost());
        assertEquals(List.of(400L), snapshots());
        assertEquals(Pipelines.hashOf(400), newest().stateHash());
    }

    @Test
    void shouldEndWithTheCauseAndWithoutASnapshotWhenAStageFails()
    {
        write(100);
        IllegalStateException broken = new IllegalStateException("no");
        Pipeline<Reading> failing = Pipeline.builder("failing", Reading::new).singlePublisher()
                .stage("sum", (reading, sequence, endOfBatch) ->
                {
                    if (reading.number == 50)
                    {
                        throw broken;
                    }
                }).replaying().build();
        PipelineFailedException thrown;
        try (Follower<Reading> follower = Follower.open(failing, Reading.CODEC, journal, options(1_000, NEVER)))
        {
            thrown = assertThrows(PipelineFailedException.class, () ->
            {
                // the stage may fail while this publishes, or after it
                follower.doWork();
                write(100);
                awaitFailure(failing, follower);
            });
        }

        assertEquals(broken, thrown.getCause());
        assertEquals(List.of(), snapshots());
    }

    private static void awaitFailure(Pipeline<Reading> failing, Follower<Reading> follower)
    {
        while (failing.failure().isEmpty())
        {
            Thread.onSpinWait();
        }
        follower.doWork();
    }

    /** Flips a bit of the first batch of a segment, wherever that lies. */
    private static void corruptFirstRecord(Path segment, byte[] bytes) throws IOException
    {
        for (int i = 0; i < bytes.length - 4; i++)
        {
            if (bytes[i] == 'R' && bytes[i + 1] == 'M' && bytes[i + 2] == 'J')
            {
                bytes[i + 60] ^= 4;
                Files.write(segment, bytes);
                return;
            }
        }
        throw new AssertionError("no batch in " + segment);
    }

    private List<Path> segments() throws IOException
    {
        try (Stream<Path> files = Files.list(journal))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    private void follow(long everyRecords)
    {
        try (Follower<Reading> follower = open(everyRecords, NEVER))
        {
            while (follower.doWork() > 0)
            {
                assertFalse(follower.broken().iterator().hasNext());
            }
        }
    }

    private Follower<Reading> open(long everyRecords, Duration every)
    {
        return Follower.open(Pipelines.replaying(), RecordDecoder.of(Reading.CODEC), journal,
                options(everyRecords, every), nowNs::get);
    }

    private FollowerOptions options(long everyRecords, Duration every)
    {
        return FollowerOptions.of(journal).withStore(store).withEvery(everyRecords, every);
    }

    private void advance(Duration time)
    {
        nowNs.addAndGet(time.toNanos());
    }

    private long needed()
    {
        return ReaderRegistration.list(journal).stream().filter(reader -> !reader.name().equals(SnapshotStore.FOLDER))
                .findFirst().orElseThrow().sequence();
    }

    private Snapshot newest()
    {
        return store.newest(it ->
        {
            throw new AssertionError(it.toString());
        }).orElseThrow();
    }

    private List<Long> snapshots()
    {
        try (Stream<Path> files = Files.exists(store.folder()) ? Files.list(store.folder()) : Stream.empty())
        {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".snapshot"))
                    .map(name -> Long.parseLong(name.substring(0, 19))).sorted().toList();
        }
        catch (IOException e)
        {
            throw new AssertionError(e);
        }
    }

    /** So many more, by a writer that comes and goes. */
    private void write(int count)
    {
        try (JournalWriter<Reading> writer = JournalWriter.open(journal, Reading.CODEC,
                JournalOptions.defaults().withSegmentBytes(1 << 20)))
        {
            long first = writer.writtenPosition() + 1;
            for (int i = 0; i < count; i++)
            {
                writer.onEvent(new Reading().with(first + i), i, i % 16 == 15 || i == count - 1);
            }
        }
    }

    private List<String> readers()
    {
        return ReaderRegistration.list(journal).stream().map(ReaderRegistration.Reader::name).toList();
    }
}
