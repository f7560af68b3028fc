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

/** The bridge in this process, between files and journals: what it accepts, and what it says. */
class BridgeTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    private int bridge(String... arguments)
    {
        String[] all = new String[arguments.length + 1];
        all[0] = "bridge";
        for (int i = 0; i < arguments.length; i++)
        {
            all[i + 1] = arguments[i].replace(":/", ":" + folder + "/");
        }
        return terminal.run(all);
    }

    private static JsonNode json(String line) throws Exception
    {
        return new JsonMapper().readTree(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "stdin:                               | missing required parameter: 'DST'",
        "stdin: app:x.Y                       | an app is no end of a bridge: \"ringmain run\" feeds one from a topic",
        "app:x.Y stdout:                      | an app is no end of a bridge",
        "stdout: kafka:x                      | stdout: cannot be read from",
        "file:x stdin:                        | stdin: cannot be written to",
        "kafka:x kafka:x                      | kafka:x?bootstrap=localhost:9092 would be copied into itself",
        "file:a file:./a                      | file:a would be copied into itself",
        "journal:a journal:./a                | journal:a would be copied into itself",
        "stdin: kafka:x?group=g               | a group is for reading",
        "stdin: kafka:x --follow              | standard input ends when its writer ends it",
        "stdin: stdout: --create              | --create goes with kafka:TOPIC",
        "stdin: kafka:x --create=0            | \"0\" is no number of partitions; give one from 1",
        "kafka:x stdout: --key-field id       | --key-field: stdout: keeps values alone",
        "stdin: file:x --append --overwrite   | choose one",
        "stdin: kafka:x --append              | --append and --overwrite go with a file",
        "stdin: kafka:x --dead-letters f      | there is no option --dead-letters: did you mean --dead-letter?"})
    void shouldSayWhatWouldBeRightWhenCalledWrongly(String args, String message)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, bridge(args.split(" ")));

        assertEquals(1, terminal.errLines().size(), terminal::err);
        assertTrue(terminal.err().contains(message), terminal.err());
    }

    @Test
    void shouldCarryLinesThroughAJournalToStandardOutput() throws Exception
    {
        Files.writeString(folder.resolve("in"), "a\n\nc\n");

        assertEquals(0, bridge("file:/in", "journal:/j"), terminal::err);
        assertTrue(terminal.out().contains("Copied 3 records, 2 B, from file:"), terminal.out());
        assertEquals(0, bridge("journal:/j", "journal:/k"), terminal::err);
        String before = terminal.out();
        assertEquals(0, bridge("journal:/k", "stdout:"), terminal::err);

        assertEquals("a\n\nc\n", terminal.out().substring(before.length()));
        assertTrue(terminal.err().contains("Copied 3 records"), terminal.err());
    }

    @Test
    void shouldLeaveAFileAloneUnlessToldWhatToDo() throws Exception
    {
        Files.writeString(folder.resolve("in"), "a\n");
        Files.writeString(folder.resolve("out"), "b\n");

        assertEquals(Ringmain.FAILED, bridge("file:/in", "file:/out"));
        assertTrue(terminal.err().contains("is there already; --append goes on"), terminal.err());
        assertEquals(0, bridge("file:/in", "file:/out", "--append"));
        assertEquals("b\na\n", Files.readString(folder.resolve("out")));
    }

    @Test
    void shouldTakeTheKeyFromAFieldOfTheValue() throws Exception
    {
        Files.writeString(folder.resolve("in"), """
                {"x": {"id": "inner"}, "id": "outer", "id": "again"}
                {"id": 1.50, "x": [1, 2]}
                {"id": true}
                {"id": ""}
                """);

        assertEquals(0, bridge("file:/in", "journal:/j", "--key-field", "id"), terminal::err);
        terminal.run("cat", "journal:" + folder + "/j", "--json");

        assertEquals(List.of("outer", "1.50", "true", ""),
                terminal.out().lines().filter(line -> line.startsWith("{")).map(line ->
                {
                    try
                    {
                        return json(line).get("key").asText();
                    }
                    catch (Exception e)
                    {
                        throw new AssertionError(e);
                    }
                }).toList());
    }

    @Test
    void shouldStopAtALineWithoutTheFieldAndNameIt() throws Exception
    {
        Files.writeString(folder.resolve("in"), "{\"id\":1}\n{\"name\":\"Bob\"}\n{\"id\":3}\n");

        assertEquals(Ringmain.FAILED, bridge("file:/in", "journal:/j", "--key-field", "id"));

        assertEquals(2, terminal.errLines().size(), terminal::err);
        assertTrue(terminal.errLines().get(0).startsWith("Copied 1 record"), terminal::err);
        assertEquals("ringmain: line 2 of file:" + folder + "/in: the record has no field \"id\" to take a key from; " +
                "--dead-letter FILE puts such records there, and goes on", terminal.errLines().get(1));
    }

    @Test
    void shouldKeepRefusedRecordsElsewhereAndGoOn() throws Exception
    {
        Files.writeString(folder.resolve("in"),
                "{\"id\":1}\n{\"name\": \"Bob\"}\nno \"json\"\n{\"id\":{}}\n{\"id\":null}\n[1]\n{\n" +
                        "{\"id\":\"" + "x".repeat(2 << 20) + "\"}\n{\"id\":2}\n");
        Path letters = folder.resolve("letters.jsonl");

        assertEquals(0,
                bridge("file:/in", "journal:/j", "--key-field", "id", "--dead-letter", letters.toString(), "--json"),
                terminal::err);

        JsonNode account = json(terminal.out());
        assertEquals(2, account.get("records").asInt());
        assertEquals(7, account.get("refused").asInt());
        assertFalse(account.get("stopped").asBoolean());
        List<String> lines = Files.readAllLines(letters);
        assertEquals(7, lines.size());
        JsonNode bob = json(lines.get(0));
        assertEquals("line 2 of file:" + folder + "/in", bob.get("where").asText());
        assertEquals("the record has no field \"id\" to take a key from", bob.get("reason").asText());
        assertEquals(1, bob.get("position").asInt());
        assertEquals("Bob", bob.get("value").get("name").asText());
        assertEquals("no \"json\"", json(lines.get(1)).get("value").asText());
        assertTrue(json(lines.get(6)).get("reason").asText().contains("is more than the"), lines.get(6)::toString);
        assertEquals(0, bridge("file:/in", "journal:/k", "--key-field", "id", "--dead-letter", letters.toString()));
        assertEquals(14, Files.readAllLines(letters).size(), "a file that is there is gone on with");
        assertTrue(terminal.out().contains("7 records refused: see " + letters), terminal.out());
    }

    @Test
    void shouldSayThatNothingWasCopied() throws Exception
    {
        Files.writeString(folder.resolve("in"), "");

        assertEquals(0, bridge("file:/in", "file:/out"));

        assertTrue(terminal.out().contains("Nothing was copied from file:" + folder + "/in."), terminal.out());
    }

    @Test
    void shouldNeedTheKeyOfAnEncryptedJournal() throws Exception
    {
        Files.writeString(folder.resolve("in"), "secret\n");
        Files.writeString(folder.resolve("key"), "ab".repeat(32));
        String key = folder.resolve("key").toString();

        assertEquals(0, bridge("file:/in", "journal:/j", "--key-file", key), terminal::err);
        assertEquals(Ringmain.FAILED, bridge("journal:/j", "file:/out"));
        assertEquals(0, bridge("journal:/j", "file:/out", "--key-file", key), terminal::err);

        assertEquals("secret\n", Files.readString(folder.resolve("out")));
    }
}
