package io.ringmain.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Pipeline;

/** Processes that are killed: what they come back with is the state of a run that was never interrupted. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class KillTest
{
    private static final int KILLS = 5;
    private static final String FOR_EVER = Long.toString(Long.MAX_VALUE);

    @TempDir
    private Path temp;

    @Test
    void shouldComeBackWithTheStateOfAnUninterruptedRunWhenThePrimaryIsKilledUnderItsFollower() throws Exception
    {
        Path journal = temp.resolve("journal");
        Random random = new Random(4);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Follower<Reading> follower = null;
        Thread following = null;
        long acknowledged = 0;
        long usedSnapshots = 0;
        try
        {
            for (int kill = 0; kill < KILLS; kill++)
            {
                List<String> lines = runAndKill(ChildPrimary.start(ChildPrimary.class, journal.toString(), FOR_EVER),
                        2 + random.nextInt(400));
                usedSnapshots += checkRecovered(lines.get(0), acknowledged);
                acknowledged = Math.max(acknowledged, last(lines, "written"));
                if (follower == null)
                {
                    follower = Follower.open(Pipelines.replaying(), Reading.CODEC, journal,
                            FollowerOptions.of(journal).withEvery(1_000, Duration.ofDays(1)));
                    following = start(follower, failure);
                }
            }
            List<String> whole = runAndKill(ChildPrimary.start(ChildPrimary.class, journal.toString(),
                    Long.toString(acknowledged + 5_000)), Integer.MAX_VALUE);
            usedSnapshots += checkRecovered(whole.get(0), acknowledged);
            long end = last(whole, "written");
            assertEquals("ended " + Pipelines.hashOf(end), whole.get(whole.size() - 1));
            awaitSequence(follower, end, failure);
            following.interrupt();
            following.join();
            assertNull(failure.get());

            Snapshot newest = SnapshotStore.of(journal).newest(it ->
            {
                throw new AssertionError(it.toString());
            }).orElseThrow();
            assertEquals(end, newest.position().nextSequence());
            assertEquals(Pipelines.hashOf(end), newest.stateHash());
            Pipeline<Reading> replay = Pipelines.replaying();
            Recovery.run(replay, Reading.CODEC, journal, ReadOptions.defaults(), null, progress ->
            {});
            replay.close();
            assertEquals(Pipelines.hashOf(end), replay.stateHash());
            assertTrue(usedSnapshots > 0, "no restart began with a snapshot");
        }
        finally
        {
            if (following != null)
            {
                following.interrupt();
                following.join();
            }
        }
    }

    @Test
    void shouldAlwaysHaveAUsableSnapshotWhenTheFollowerIsKilledWhileItWritesThem() throws Exception
    {
        Path journal = temp.resolve("journal");
        List<String> written = runAndKill(
                ChildPrimary.start(ChildPrimary.class, journal.toString(), "100000"), Integer.MAX_VALUE);
        assertEquals(100_000, last(written, "written"));
        Random random = new Random(5);
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++)
        {
            List<String> lines = runAndKill(ChildPrimary.start(ChildFollower.class, journal.toString()),
                    1 + random.nextInt(6));
            acknowledged = Math.max(acknowledged, last(lines, "snapshot"));
            assertTrue(lines.stream().noneMatch(line -> line.startsWith("broken")), lines::toString);

            Snapshot newest = SnapshotStore.of(journal).newest(it ->
            {
                throw new AssertionError(it.toString());
            }).orElseThrow();
            assertTrue(newest.position().nextSequence() >= acknowledged, newest + " after " + acknowledged);
            assertEquals(Pipelines.hashOf(newest.position().nextSequence()), newest.stateHash());
        }
    }

    /** Returns 1 when it began with a snapshot. */
    private static int checkRecovered(String line, long acknowledged)
    {
        String[] words = line.split(" ", -1);
        assertEquals("recovered", words[0], line);
        long sequence = Long.parseLong(words[1]);
        assertTrue(sequence >= acknowledged, line + " after " + acknowledged + " were acknowledged");
        assertEquals(Pipelines.hashOf(sequence), words[2], line);
        return Long.parseLong(words[3]) > 0 ? 1 : 0;
    }

    private static Thread start(Follower<Reading> follower, AtomicReference<Throwable> failure)
    {
        Thread thread = new Thread(() ->
        {
            try (follower)
            {
                follower.run();
            }
        }, "follower");
        thread.setUncaughtExceptionHandler((its, thrown) -> failure.set(thrown));
        // the pipeline is published to by one thread, which is the one that runs it
        thread.start();
        return thread;
    }

    private static void awaitSequence(Follower<Reading> follower, long sequence, AtomicReference<Throwable> failure)
    {
        while (follower.progress().nextSequence() < sequence)
        {
            assertNull(failure.get());
            Thread.onSpinWait();
        }
    }

    private static long last(List<String> lines, String what)
    {
        return lines.stream().filter(line -> line.startsWith(what + " "))
                .mapToLong(line -> Long.parseLong(line.substring(what.length() + 1))).max().orElse(0);
    }

    /** Kills after a number of lines, and returns all whole ones that still came. */
    private static List<String> runAndKill(Process child, int lines) throws IOException, InterruptedException
    {
        List<String> read = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII)))
        {
            StringBuilder line = new StringBuilder();
            for (int c = output.read(); c >= 0; c = output.read())
            {
                if (c == '\n')
                {
                    read.add(line.toString());
                    line.setLength(0);
                    if (read.size() == lines)
                    {
                        // unlike the process's own method, this leaves what it has printed to be read
                        child.toHandle().destroyForcibly();
                    }
                }
                else
                {
                    line.append((char) c);
                }
            }
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
        return read;
    }
}
