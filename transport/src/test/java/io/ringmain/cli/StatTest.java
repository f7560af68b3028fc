package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import com.example.LengthApp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.ReaderRegistration;
import io.ringmain.node.AppRecords;
import io.ringmain.node.Replay;
import io.ringmain.recovery.Follower;
import io.ringmain.recovery.FollowerOptions;

class StatTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void shouldShowAJournalOnOneScreen()
    {
        SmallJournal.of(folder.resolve("j"), 1_000);

        assertEquals(0, stat());

        assertEquals(
                List.of("", "  journal    journal:" + folder.resolve("j"), "  records    1,000, sequences 0 to 999",
                        "  time       2026-11-26 08:00:00.000 to 08:16:39.000 UTC, 16:39 min"),
                terminal.out().lines().limit(4).toList());
        assertTrue(terminal.out().contains("\n  rate       1.00/s on average, at most "), terminal.out());
        assertTrue(terminal.out().contains("\n  writer     none, it is closed\n"), terminal.out());
        assertTrue(terminal.out().lines().allMatch(line -> line.length() < 80), terminal.out());
    }

    @Test
    void shouldCountEveryRecordInOneOfTheColumns() throws IOException
    {
        try (SmallJournal journal = SmallJournal.at(folder.resolve("j")))
        {
            for (int i = 0; i < 2_000; i++)
            {
                journal.add("x".repeat(2_000));
            }

            JsonNode json = json();

            assertTrue(json.get("segments").size() > 2, "several segments");
            assertEquals(2_000, StreamSupport.stream(json.get("overTime").get("counts").spliterator(), false)
                    .mapToInt(JsonNode::asInt).sum());
            assertEquals(2_000, json.get("nextSequence").asInt());
            assertEquals("process " + ProcessHandle.current().pid(), json.get("writer").textValue());
            assertTrue(json.get("segments").get(json.get("segments").size() - 1).get("open").asBoolean());
            // looking must not have taken the lock from the writer
            journal.add("one more");
            assertEquals(2_001, json().get("records").asInt());
        }
        assertTrue(json().get("writer").isNull());
    }

    @Test
    void shouldListSegmentsWhenAsked()
    {
        SmallJournal.of(folder.resolve("j"), 10);

        stat("--segments");

        assertTrue(terminal.out().contains("\n  19700102F.cq4     0       10  08:00:00.000  "), terminal.out());
    }

    @Test
    void shouldSayThatThereIsNothingYet()
    {
        SmallJournal.of(folder.resolve("j"));

        assertEquals(0, stat());

        assertTrue(terminal.out().contains("\n  records    none yet\n"), terminal.out());
    }

    @Test
    void shouldShowOneRecordWithoutARate()
    {
        SmallJournal.of(folder.resolve("j"), 1);

        stat();

        assertEquals(List.of("  records    1, sequence 0", "  time       2026-11-26 08:00:00.000 UTC"),
                terminal.out().lines().skip(2).limit(2).toList());
        assertFalse(terminal.out().contains("  rate "), terminal.out());
    }

    @Test
    void shouldSayThatASegmentIsMissing() throws IOException
    {
        SmallJournal.of(folder.resolve("j"), "x".repeat(60_000), "x".repeat(60_000));
        Files.delete(folder.resolve("j/19700102F.cq4"));

        stat();

        assertTrue(terminal.out().contains("  damage     19700102F.cq4 is missing, with the sequences 0 to 1\n"),
                terminal.out());
    }

    @Test
    void shouldShowAFollowerAndItsSnapshots() throws IOException
    {
        Path journal = SmallJournal.of(folder.resolve("j"), 1_000);
        LengthApp app = new LengthApp();
        FollowerOptions options = FollowerOptions.of(journal).withName("second-node").withEvery(400,
                Duration.ofDays(1));

        try (Follower<LengthApp.Length> follower = Follower.open(Replay.pipelineOf(app, "follower"),
                AppRecords.of(app), journal, options))
        {
            follower.doWork();
            stat();

            assertTrue(terminal.out().contains("\n  readers    second-node at 800, 200 behind\n"), terminal.out());
            assertTrue(terminal.out().contains("\n  snapshots  2, the oldest at 400, the newest at 800\n"),
                    terminal.out());
            JsonNode reader = json().get("readers").get(0);
            assertEquals("second-node", reader.get("name").asText());
            assertEquals(800, reader.get("sequence").asInt());
            assertTrue(reader.get("silentNs").asLong() >= 0);
        }

        JsonNode after = json();
        assertEquals(0, after.get("readers").size(), "what the snapshots keep is told with them");
        assertEquals(1_000, after.get("snapshots").get(2).asInt());
    }

    @Test
    void shouldSayForHowLongAReaderHasBeenSilent() throws IOException
    {
        Path journal = SmallJournal.of(folder.resolve("j"), 10);
        ReaderRegistration.register(journal, "gone", 4);
        Files.setLastModifiedTime(journal.resolve("readers/gone"), FileTime.from(Instant.now().minusSeconds(7_100)));

        stat();

        assertTrue(terminal.out().contains("\n  readers    gone at 4, 6 behind, silent for 1:58 h\n"), terminal.out());
    }

    private int stat(String... options)
    {
        String[] args = new String[2 + options.length];
        args[0] = "stat";
        args[1] = "journal:" + folder.resolve("j");
        System.arraycopy(options, 0, args, 2, options.length);
        return terminal.run(args);
    }

    private JsonNode json() throws IOException
    {
        Terminal fresh = new Terminal();
        assertEquals(0, fresh.run("stat", "journal:" + folder.resolve("j"), "--json"), fresh.err());
        return new JsonMapper().readTree(fresh.out());
    }
}
