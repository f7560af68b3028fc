package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.log.LogRecord;

class DiffTest
{
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int TROUBLE = 2;

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void shouldSayThatTwoAreTheSame()
    {
        SmallJournal.of(folder.resolve("a"), 1_000);
        SmallJournal.of(folder.resolve("b"), 1_000);

        assertEquals(SAME, diff());

        assertEquals("The same: 1,000 records, sequences 0 to 999.\n", terminal.out());
    }

    @Test
    void shouldShowWhereTextsDiffer()
    {
        SmallJournal.of(folder.resolve("a"), "x", "{\"origin\":\"SFO\",\"delay\":14}");
        SmallJournal.of(folder.resolve("b"), "x", "{\"origin\":\"SFO\",\"delay\":-3}");

        assertEquals(DIFFERENT, diff());

        assertEquals("""
                Different at sequence 1: the value, from byte 24 on.
                The record before it is the same.

                  A  journal:%1$s/a  (partition 0, position 101)
                  B  journal:%1$s/b  (partition 0, position 101)

                  A  {"origin":"SFO","delay":14}
                  B  {"origin":"SFO","delay":-3}
                                             ↑
                """.formatted(folder), terminal.out());
    }

    @Test
    void shouldShowOnlyAPartOfALongText()
    {
        SmallJournal.of(folder.resolve("a"), "é".repeat(500) + "abc" + "x".repeat(500));
        SmallJournal.of(folder.resolve("b"), "é".repeat(500) + "abd");

        diff();

        assertTrue(terminal.out().contains("the value, from byte 1,002 on (A has 1,503 bytes, B 1,003)"),
                terminal.out());
        assertTrue(terminal.out().contains("""
                  A  …ééééééééééééééééééabcxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                  B  …ééééééééééééééééééabd
                                          ↑
                """), terminal.out());
    }

    @Test
    void shouldShowWhereBytesDiffer()
    {
        byte[] bytes = new byte[40];
        write("a", r -> r.value(bytes));
        bytes[33] = 'x';
        write("b", r -> r.value(bytes));

        diff();

        assertTrue(terminal.out().endsWith("""
                  A  0010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                     0020  00 00 00 00 00 00 00 00                           |........|
                  B  0010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                     0020  00 78 00 00 00 00 00 00                           |.x......|
                """), terminal.out());
    }

    @Test
    void shouldTellHowMuchLongerOneIs()
    {
        SmallJournal.of(folder.resolve("a"), 3);
        SmallJournal.of(folder.resolve("b"), 5);

        assertEquals(DIFFERENT, diff());

        assertEquals(
                "Different: journal:%1$s/b goes on where journal:%1$s/a ends. 3 records are the same, sequences 0 to 2; then journal:%1$s/b has 2 records more.\n"
                        .formatted(folder),
                terminal.out());
    }

    @Test
    void shouldTellThatOnlyOneHasRecords()
    {
        SmallJournal.of(folder.resolve("a"), 3);
        SmallJournal.of(folder.resolve("b"));

        assertEquals(DIFFERENT, diff());

        assertEquals("Different: journal:%1$s/b has no record to compare, journal:%1$s/a has 3 records.\n"
                .formatted(folder), terminal.out());
    }

    @Test
    void shouldCompareKeysHeadersAndWhatIsNotThere()
    {
        write("a", r -> r.key("k".getBytes(UTF_8)), r -> r.addHeader("h", new byte[] {2}), r ->
        {}, r -> r.value("v"
                .getBytes(UTF_8)));
        write("key", r ->
        {});
        write("header", r -> r.key("k".getBytes(UTF_8)), r -> r.addHeader("h", new byte[] {3}));
        write("empty", r -> r.key("k".getBytes(UTF_8)), r -> r.addHeader("h", new byte[] {2}),
                r -> r.value(new byte[0]));

        diff("a", "key");
        diff("a", "header");
        diff("a", "empty");

        List<String> first = terminal.out().lines().filter(line -> line.startsWith("Different")).toList();
        assertEquals(List.of("Different at sequence 0: only A has a key.", "Different at sequence 1: the headers.",
                "Different at sequence 2: only B has a value."), first);
        assertTrue(terminal.out().contains("  A  h = base64 Ag==\n  B  h = base64 Aw==\n"), terminal.out());
    }

    @Test
    void shouldCompareTimesAndPositionsOnlyWhenAsked()
    {
        write("a", r -> r.value("v".getBytes(UTF_8)));
        write("b", r -> r.value("v".getBytes(UTF_8)).timeNs(SmallJournal.START_NS + 5).position(0, 7));

        assertEquals(SAME, diff());
        assertEquals(DIFFERENT, diff("a", "b", "--times"));
        assertEquals(DIFFERENT, diff("a", "b", "--positions"));

        assertTrue(
                terminal.out().contains("  A  2026-11-26T08:00:00.000000000Z\n  B  2026-11-26T08:00:00.000000005Z\n"),
                terminal.out());
        assertTrue(terminal.out().contains("  A  partition 0, position 100\n  B  partition 0, position 7\n"),
                terminal.out());
    }

    @Test
    void shouldLeaveOutTheFirstBytesWhenAsked()
    {
        SmallJournal.of(folder.resolve("a"), "1 x", "2 y");
        SmallJournal.of(folder.resolve("b"), "3 x", "4 y");

        assertEquals(SAME, diff("a", "b", "--skip-bytes", "2"));
    }

    @Test
    void shouldCompareTheLinesOfAFileWithValues() throws IOException
    {
        SmallJournal.of(folder.resolve("a"), "x", "y", "z");
        Files.writeString(folder.resolve("lines"), "x\ny\nw\n");

        int exit = terminal.run("diff", "journal:" + folder.resolve("a"), "file:" + folder.resolve("lines"));

        assertEquals(DIFFERENT, exit);
        assertTrue(terminal.out().startsWith("Different at sequence 2: the value, from byte 0 on.\n"), terminal.out());
    }

    @Test
    void shouldAnswerProgramsInOneLine() throws IOException
    {
        SmallJournal.of(folder.resolve("a"), "x", "{\"delay\":14}");
        SmallJournal.of(folder.resolve("b"), "x", "{\"delay\":15}");

        diff("a", "b", "--json");

        JsonNode json = new JsonMapper().readTree(terminal.out());
        assertEquals(1, terminal.out().lines().count());
        assertEquals("value", json.get("field").textValue());
        assertEquals(10, json.get("byte").asInt());
        assertEquals(15, json.get("b").get("value").get("delay").asInt());
    }

    @Test
    void shouldSayByItsExitCodeThatNothingCouldBeCompared()
    {
        SmallJournal.of(folder.resolve("a"), 1);

        assertEquals(TROUBLE, diff("a", "nowhere"));
        assertEquals(TROUBLE, terminal.run("diff", "journal:" + folder.resolve("a"), "kafka:topic"));
        assertEquals(TROUBLE, terminal.run("diff", "journal:" + folder.resolve("a")));

        assertEquals(3, terminal.errLines().size(), terminal.err());
    }

    @SafeVarargs
    private void write(String name, Consumer<LogRecord>... records)
    {
        try (SmallJournal journal = SmallJournal.at(folder.resolve(name)))
        {
            for (Consumer<LogRecord> record : records)
            {
                journal.add(record);
            }
        }
    }

    private int diff()
    {
        return diff("a", "b");
    }

    private int diff(String a, String b, String... options)
    {
        return terminal.run(Stream
                .concat(Stream.of("diff", "journal:" + folder.resolve(a), "journal:" + folder.resolve(b)),
                        Stream.of(options))
                .toArray(String[]::new));
    }
}
