package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.journal.ReaderRegistration;

class TrimTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path journal;

    @BeforeEach
    void writeSeveralSegments()
    {
        journal = folder.resolve("j");
        try (SmallJournal writer = SmallJournal.at(journal))
        {
            for (int i = 0; i < 2_000; i++)
            {
                writer.add("x".repeat(2_000));
            }
        }
    }

    @Test
    void shouldSayWhatItWouldDeleteAndDeleteNothing() throws IOException
    {
        long before = segments();

        assertEquals(0, trim("--keep-segments", "2", "--dry-run"));

        assertTrue(terminal.out().startsWith("Would delete " + (before - 2) + " segments with the sequences before "),
                terminal.out());
        assertEquals(before, segments());
    }

    @Test
    void shouldDeleteAllButTheNewestSegments() throws IOException
    {
        long before = segments();

        assertEquals(0, trim("--keep-segments", "2"));

        assertTrue(terminal.out().startsWith("Deleted " + (before - 2) + " segments with the sequences before "),
                terminal.out());
        assertEquals(2, segments());
        assertEquals(0, terminal.run("verify", "journal:" + journal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--before 900", "--before 2026-11-26T08:15:00Z", "--before +15min"})
    void shouldKeepAllFromAPlaceOn(String limit) throws IOException
    {
        assertEquals(0, trim((limit + " --json").split(" ")));

        JsonNode json = new JsonMapper().readTree(terminal.out());
        assertTrue(json.get("firstSequence").asInt() > 0 && json.get("firstSequence").asInt() <= 900,
                terminal.out());
        assertTrue(json.get("freedBytes").asLong() > 0);
        Terminal cat = new Terminal();
        assertEquals(0, cat.run("cat", "journal:" + journal, "-n", "1"));
        assertTrue(cat.out().startsWith("{\"sequence\":" + json.get("firstSequence").asInt() + ','), cat.out());
    }

    @Test
    void shouldSayThatThereIsNothingToDelete()
    {
        assertEquals(0, trim("--keep-bytes", "1GB"));

        assertEquals("Nothing to delete; the first record that is kept is 0.\n", terminal.out());
    }

    @Test
    void shouldKeepTheLastSegmentWhateverIsAsked() throws IOException
    {
        assertEquals(0, trim("--keep-bytes", "0"));

        assertEquals(1, segments());
    }

    @Test
    void shouldKeepWhatAReaderNeedsAndSayWhoThatIs() throws IOException
    {
        long before = segments();
        try (ReaderRegistration reader = ReaderRegistration.register(journal, "second-node", 3))
        {
            assertEquals(0, trim("--keep-segments", "1"));

            assertEquals("Nothing to delete; the first record that is kept is 0.\nHeld back, " + (before - 1) +
                    " segments more, by the reader second-node (needs 3 on).\n", terminal.out());
            assertEquals(before, segments());
            reader.advance(1_999);
            assertEquals(0, trim("--keep-segments", "1"));
        }

        assertEquals(1, segments());
    }

    @Test
    void shouldKeepWhatTheOldestSnapshotNeeds() throws IOException
    {
        Terminal follow = new Terminal();
        assertEquals(0, follow.run("follow", "journal:" + journal, "app:com.example.LengthApp", "--once",
                "--every-records", "900", "--keep", "2"), follow::err);
        // at 1,800 and 2,000
        assertEquals(0, trim("--keep-segments", "1", "--json"));

        JsonNode json = new JsonMapper().readTree(terminal.out());
        assertTrue(json.get("firstSequence").asInt() > 1_000 && json.get("firstSequence").asInt() <= 1_800,
                terminal.out());
        assertTrue(json.get("deleted").size() > 0, terminal.out());
    }

    @Test
    void shouldTellCatWhichRecordsAreKept()
    {
        trim("--keep-segments", "2");

        assertEquals(Ringmain.FAILED, terminal.run("cat", "journal:" + journal, "--from", "3"));
        assertTrue(terminal.err().startsWith("ringmain: Sequence 3 was trimmed from "), terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--keep-age 1d --keep-bytes 3", "--keep-age soon"})
    void shouldNeedOneLimit(String limits)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, trim(limits.isEmpty() ? new String[0] : limits.split(" ")));

        assertEquals(1, terminal.errLines().size(), terminal.err());
    }

    private int trim(String... options)
    {
        return terminal.run(
                Stream.concat(Stream.of("trim", "journal:" + journal), Stream.of(options)).toArray(String[]::new));
    }

    private long segments() throws IOException
    {
        try (Stream<Path> files = Files.list(journal))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
    }
}
