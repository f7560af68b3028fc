package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.cli.Surroundings.Streams;
import io.ringmain.log.LogRecord;

class CatTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void shouldShowEverythingOfARecordAsOneLineOfJson()
    {
        try (SmallJournal journal = SmallJournal.at(folder.resolve("j")))
        {
            journal.add(r -> r.key("SFO".getBytes(UTF_8)).value("late \"again\"\n\u0001€".getBytes(UTF_8))
                    .addHeader("trace", "a1".getBytes(UTF_8)).addHeader("empty", null)
                    .addHeader("raw", new byte[] {0, 1}));
        }

        assertEquals(0, cat());

        assertEquals(
                "{\"sequence\":0,\"time\":\"2026-11-26T08:00:00.000000000Z\",\"partition\":0,\"position\":100," +
                        "\"key\":\"SFO\",\"headers\":[{\"name\":\"trace\",\"value\":\"a1\"},{\"name\":\"empty\"," +
                        "\"value\":null},{\"name\":\"raw\",\"valueBase64\":\"AAE=\"}],\"length\":17," +
                        "\"value\":\"late \\\"again\\\"\\n\\u0001€\"}\n",
                terminal.out());
    }

    @Test
    void shouldTellTextFromJsonFromBytesFromNothing() throws IOException
    {
        try (SmallJournal journal = SmallJournal.at(folder.resolve("j")))
        {
            journal.add("{\"delay\":\n 14}").add("[1, 2]").add("{\"delay\":14").add("[08:00] started").add("14")
                    .add("").add(r -> r.value(new byte[] {(byte) 0xc3, 0x28})).add(LogRecord::clear)
                    .add(r -> r.value("a\0b".getBytes(UTF_8)));
        }

        cat();

        List<JsonNode> records = json();
        assertEquals(14, records.get(0).get("value").get("delay").asInt());
        assertEquals(2, records.get(1).get("value").get(1).asInt());
        assertEquals("{\"delay\":14", records.get(2).get("value").textValue());
        assertEquals("[08:00] started", records.get(3).get("value").textValue());
        assertEquals("14", records.get(4).get("value").textValue());
        assertEquals("", records.get(5).get("value").textValue());
        assertEquals("wyg=", records.get(6).get("valueBase64").textValue());
        assertTrue(records.get(7).get("value").isNull());
        assertEquals("YQBi", records.get(8).get("valueBase64").textValue());
        assertEquals(9, records.size());
    }

    @Test
    void shouldGiveBackLinesAsTheyWere()
    {
        SmallJournal.of(folder.resolve("j"), "first", "", " third\t€ ");

        cat("--as", "text");

        assertEquals("first\n\n third\t€ \n", terminal.out());
    }

    @Test
    void shouldGiveTheBytesOfOneRecordAndNothingElse()
    {
        SmallJournal.of(folder.resolve("j"), "first", "second");

        cat("--as", "raw", "--from", "1", "--skip-bytes", "2");

        assertEquals("cond", terminal.out());
    }

    @Test
    void shouldShowBytesInHexadecimal()
    {
        try (SmallJournal journal = SmallJournal.at(folder.resolve("j")))
        {
            journal.add(r -> r.key("k".getBytes(UTF_8)).value("sixteen and more\u007f".getBytes(UTF_8)).addHeader("h",
                    "1".getBytes(UTF_8)));
        }

        cat("--as", "hex");

        assertEquals("""
                0  2026-11-26T08:00:00.000000000Z  partition 0  position 100  key "k"  17 bytes
                  header h = "1"
                  0000  73 69 78 74 65 65 6e 20  61 6e 64 20 6d 6f 72 65  |sixteen and more|
                  0010  7f                                                |.|
                """, terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from 3 --to 5", "--from 2026-11-26T08:00:03Z --to 2026-11-26T08:00:05Z",
        "--from 2026-11-26T08:00:02.5Z -n 2", "--from +3s --to +5s", "--from 3 -n 2", "--to 5 --tail 2"})
    void shouldShowOnlyWhatIsAskedFor(String options)
    {
        SmallJournal.of(folder.resolve("j"), 9);

        assertEquals(0, cat(("--as text " + options).split(" ")), terminal.err());

        assertEquals("value 3\nvalue 4\n", terminal.out());
    }

    @Test
    void shouldShowTheLastRecords()
    {
        SmallJournal.of(folder.resolve("j"), 9);

        cat("--as", "text", "--tail", "2");
        cat("--as", "text", "--tail", "0");

        assertEquals("value 7\nvalue 8\n", terminal.out());
    }

    @Test
    void shouldShowAllWhenThereAreFewerThanTheLastThatAreAskedFor()
    {
        SmallJournal.of(folder.resolve("j"), 2);

        cat("--as", "text", "--tail", "20");

        assertEquals("value 0\nvalue 1\n", terminal.out());
    }

    @Test
    void shouldShowNothingOfAnEmptyJournal()
    {
        SmallJournal.of(folder.resolve("j"));

        assertEquals(0, cat());

        assertEquals("", terminal.out() + terminal.err());
    }

    @Test
    void shouldEndQuietlyWhenNobodyReadsAnyMore()
    {
        SmallJournal.of(folder.resolve("j"), 20);

        int exit = Ringmain.run(new Streams(new ProcessOutput(failing("Broken pipe")), errors(), false), "cat",
                "journal:" + folder.resolve("j"));

        assertEquals(0, exit);
        assertEquals("", terminal.err());
    }

    @Test
    void shouldFailWhenTheOutputCannotBeWritten()
    {
        SmallJournal.of(folder.resolve("j"), 20);

        int exit = Ringmain.run(new Streams(new ProcessOutput(failing("No space left on device")), errors(), false),
                "cat", "journal:" + folder.resolve("j"));

        assertEquals(Ringmain.FAILED, exit);
        assertEquals(List.of("ringmain: standard output cannot be written: No space left on device; what came before " +
                "is incomplete"), terminal.errLines());
    }

    private PrintStream errors()
    {
        return terminal.streams().err();
    }

    private static OutputStream failing(String why)
    {
        return new OutputStream()
        {
            @Override
            public void write(int b) throws IOException
            {
                throw new IOException(why);
            }
        };
    }

    private int cat(String... options)
    {
        return terminal.run(
                Stream.concat(Stream.of("cat", "journal:" + folder.resolve("j")), Stream.of(options))
                        .toArray(String[]::new));
    }

    private List<JsonNode> json() throws IOException
    {
        JsonMapper mapper = new JsonMapper();
        return mapper.readerFor(JsonNode.class).<JsonNode>readValues(terminal.out()).readAll();
    }
}
