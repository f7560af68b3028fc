package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ringmain.journal.JournalStat;

/** Both verbs in this process: what they accept, and what they say. */
class RecordReplayTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private int run(String verb, String... arguments)
    {
        String[] all = new String[arguments.length + 1];
        all[0] = verb;
        for (int i = 0; i < arguments.length; i++)
        {
            all[i + 1] = arguments[i].replace(":/", ":" + folder + "/");
        }
        return terminal.run(all);
    }

    private void recordLines(String lines) throws Exception
    {
        Files.writeString(folder.resolve("in"), lines);
        assertEquals(0, run("record", "file:/in", "journal:/j"), terminal::err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "record                              | missing required parameters: 'SRC', 'journal:DIR'",
        "record stdout: journal:j            | stdout: cannot be recorded; give kafka:TOPIC, file:PATH, stdin: or journal:DIR",
        "record stdin: j                     | \"j\" is no journal; write it as journal:j",
        "record stdin: file:j                | \"file:j\" is no journal; write it as journal:DIR",
        "record stdin: journal:j --resume    | --resume: standard input cannot be read again",
        "record journal:j journal:./j        | would be recorded into itself",
        "record stdin: journal:j --segment 5 | --segment: segmentBytes is 5; give a size from",
        "record stdin: journal:j --sync 1    | does not say when to force; give none, every-batch, or an interval",
        "replay journal:j stdin:             | stdin: cannot be played to",
        "replay journal:j journal:k          | (\"ringmain record\" copies a journal)",
        "replay journal:j kafka:x?group=g    | a group is for reading",
        "replay journal:j --speed 2          | give original, max, or a factor such as 2x or 0.5x",
        "replay journal:j --speed 2x --rate 5| --speed and --rate are both given",
        "replay journal:j --append           | --append and --overwrite go with a file",
        "replay journal:j --classpath x      | --classpath goes with app:CLASS",
        "replay journal:j --from 5 --to 5    | --to 5 is not behind --from 5",
        "replay journal:j --from yesterday   | is no place in a journal; give a sequence (1200)",
        "replay journal:j --loop 0           | is not how often"})
    void shouldSayWhatWouldBeRightWhenCalledWrongly(String args, String message)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, terminal.run(args.split(" ")));

        assertEquals(1, terminal.errLines().size(), terminal::err);
        assertTrue(terminal.err().contains(message), terminal.err());
    }

    @Test
    void shouldSayWhatWasRecordedAndHowToLookAtIt() throws Exception
    {
        recordLines("a\nb\nc\n");

        assertTrue(terminal.out().contains("Recorded 3 records, 3 B, from file:"), terminal.out());
        assertTrue(terminal.out().contains(": sequences 0 to 2 of journal:"), terminal.out());
        assertTrue(terminal.out().contains("ringmain stat journal:" + folder), terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void shouldGoOnWithAJournalThatIsThere() throws Exception
    {
        recordLines("a\nb\n");
        recordLines("c\n");

        assertTrue(terminal.out().contains(": sequences 2 to 2 of journal:"), terminal.out());
        assertEquals(0, run("replay", "journal:/j", "file:/out"), terminal::err);
        assertEquals("a\nb\nc\n", Files.readString(folder.resolve("out")));
    }

    @Test
    void shouldSayThatRecordsOfOneTimeHaveNoPace() throws Exception
    {
        recordLines("a\nb\nc\n");

        assertEquals(0, run("replay", "journal:/j", "file:/out", "--speed", "original"), terminal::err);

        assertTrue(terminal.out().contains("All of them were recorded at one time"), terminal.out());
        assertFalse(terminal.out().contains("reached"), terminal.out());
    }

    @Test
    void shouldGoOnBehindTheLastLineWhenResumedAndRefuseAnotherFile() throws Exception
    {
        recordLines("a\nb\n");
        Files.writeString(folder.resolve("in"), "a\nb\nc\nd\n");
        assertEquals(0, run("record", "file:/in", "journal:/j", "--resume"), terminal::err);
        assertEquals(0, run("record", "file:/in", "journal:/j", "--resume"), terminal::err);
        assertTrue(terminal.out().contains("Nothing was recorded: file:" + folder + "/in had nothing behind"),
                terminal.out());
        assertEquals(0, run("replay", "journal:/j", "file:/out"), terminal::err);
        assertEquals("a\nb\nc\nd\n", Files.readString(folder.resolve("out")));

        Files.writeString(folder.resolve("in"), "a\nb\nc\nX\n");
        assertEquals(Ringmain.FAILED, run("record", "file:/in", "journal:/j", "--resume"));
        assertTrue(terminal.err().contains("line 4 of file:") && terminal.err().contains("is another file"),
                terminal.err());
    }

    @Test
    void shouldKeepWhatCameBeforeALineThatIsTooLongAndSayWhereItIs() throws Exception
    {
        Files.writeString(folder.resolve("in"), "a\nb\n" + "x".repeat(2 << 20) + "\nc\n");

        assertEquals(Ringmain.FAILED, run("record", "file:/in", "journal:/j"));

        assertTrue(terminal.err().contains("Recorded 2 records"), terminal.err());
        assertTrue(terminal.err().contains("ringmain: line 3 of file:") &&
                terminal.err().contains("a record of 2097153 bytes is more than"), terminal.err());
        assertEquals(0, run("replay", "journal:/j"));
        assertEquals("a\nb\n", terminal.out());
    }

    @Test
    void shouldKeepOnlyTheNewestSegmentsWhenAsked() throws Exception
    {
        Files.writeString(folder.resolve("in"), ("x".repeat(1_000) + "\n").repeat(10_000));

        assertEquals(0, run("record", "file:/in", "journal:/j", "--segment", "1MB", "--keep-segments", "3",
                "--keep-bytes", "1GB"), terminal::err);

        JournalStat stat = JournalStat.of(folder.resolve("j"));
        assertEquals(9_999, stat.lastSequence());
        assertTrue(stat.firstSequence() > 3_000, "10 segments of about 1,000; begins at " + stat.firstSequence());
        assertEquals(List.of(), stat.gaps());
    }

    @Test
    void shouldPlayAPartOverAndOver() throws Exception
    {
        recordLines("a\nb\nc\nd\n");
        assertEquals(0, run("replay", "journal:/j", "file:/out", "--from", "1", "--to", "3", "--loop", "2"),
                terminal::err);

        assertEquals("b\nc\nb\nc\n", Files.readString(folder.resolve("out")));
        assertEquals(Ringmain.FAILED, run("replay", "journal:/j", "file:/out"));
        assertTrue(terminal.err().contains("is there already; --append goes on"), terminal.err());
        assertEquals(0, run("replay", "journal:/j", "file:/out", "--to=1", "--append"), terminal::err);
        assertEquals("b\nc\nb\nc\na\n", Files.readString(folder.resolve("out")));
    }

    @Test
    void shouldGiveOneLineOfJsonAtTheEnd() throws Exception
    {
        Files.writeString(folder.resolve("in"), "a\nb\n");
        assertEquals(0, run("record", "file:/in", "journal:/j", "--json"), terminal::err);
        assertEquals(0, run("replay", "journal:/j", "file:/out", "--rate", "1000/s", "--json"), terminal::err);

        List<String> lines = terminal.out().lines().toList();
        assertEquals(2, lines.size());
        JsonNode recorded = new JsonMapper().readTree(lines.get(0));
        assertEquals(2, recorded.get("records").asInt());
        assertEquals(0, recorded.get("firstSequence").asInt());
        assertEquals(1, recorded.get("lastSequence").asInt());
        assertFalse(recorded.get("stopped").asBoolean());
        JsonNode replayed = new JsonMapper().readTree(lines.get(1));
        assertEquals(2, replayed.get("records").asInt());
        assertEquals("1,000/s", replayed.get("asked").asText());
        assertTrue(replayed.get("latenessNs").get("max").asLong() >= 0);
    }

    @Test
    void shouldNeedTheKeyOfAnEncryptedJournal() throws Exception
    {
        Files.writeString(folder.resolve("in"), "secret\n");
        Files.writeString(folder.resolve("key"), "ab".repeat(32));
        Files.writeString(folder.resolve("other"), "cd".repeat(32));
        String key = folder.resolve("key").toString();
        assertEquals(0, run("record", "file:/in", "journal:/j", "--key-file", key), terminal::err);

        assertEquals(Ringmain.FAILED, run("replay", "journal:/j"));
        assertEquals(Ringmain.FAILED,
                run("replay", "journal:/j", "--key-file", folder.resolve("other").toString()));
        assertEquals(2, terminal.errLines().size(), terminal::err);
        assertEquals(0, run("replay", "journal:/j", "file:/out", "--key-file", key), terminal::err);
        assertEquals("secret\n", Files.readString(folder.resolve("out")));
    }

    @Test
    void shouldSayWhatIsWrongWithAnApp() throws Exception
    {
        recordLines("a\n");

        assertEquals(Ringmain.FAILED, run("replay", "journal:/j", "app:com.example.Nothing"));
        assertTrue(terminal.err().contains("there is no class com.example.Nothing"), terminal.err());
        assertEquals(Ringmain.FAILED, run("replay", "journal:/j", "app:java.lang.String"));
        assertTrue(terminal.err().contains("java.lang.String is no io.ringmain.node.App"), terminal.err());
        assertEquals(Ringmain.FAILED, run("replay", "journal:/j", "app:x.Y", "--classpath", "/nowhere.jar"));
        assertTrue(terminal.err().contains("there is no /nowhere.jar"), terminal.err());
    }
}
