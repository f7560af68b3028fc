package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingmainTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "                 | a verb is missing: demo, run, bridge, record, replay, cat, stat, verify, repair, trim, diff, follow, broker, torture, chaos, bench (see ringmain --help)",
        "dmo              | there is no verb \"dmo\": did you mean demo? (see ringmain --help)",
        "xyzzy            | there is no verb \"xyzzy\": the verbs are demo, run, bridge, record, replay, cat, stat, verify, repair, trim, diff, follow, broker, torture, chaos, bench " +
                "(see ringmain --help)",
        "demo --inptu x   | there is no option --inptu: did you mean --input? (see ringmain demo --help)",
        "demo extra       | \"extra\" is one argument too many (see ringmain demo --help)",
        "demo --work      | missing required parameter for option '--work' (DIR) (see ringmain demo --help)",
        "demo --work=     | invalid value for option '--work': the path is empty; give one, or leave the option out " +
                "(see ringmain demo --help)",
        "demo --rate -1   | invalid value for option '--rate': \"-1\" is not a number of events per second; give 1 " +
                "or more, or 0 for no limit (see ringmain demo --help)",
        "demo --rate fast | invalid value for option '--rate': \"fast\" is not a number of events per second; give " +
                "1 or more, or 0 for no limit (see ringmain demo --help)",
        "demo --bootstrap host | invalid value for option '--bootstrap': \"host\" is not HOST:PORT, such as " +
                "localhost:9092 (see ringmain demo --help)",
        "broker --port 70000 | invalid value for option '--port': \"70000\" is not a port; give one from 1 to " +
                "65535, or 0 for any that is free (see ringmain broker --help)"})
    void shouldSayInOneLineWhatWasCalledWrongly(String args, String message)
    {
        int exit = terminal.run(args == null ? new String[0] : args.split(" "));

        assertEquals(Ringmain.CALLED_WRONGLY, exit);
        assertEquals(List.of("ringmain: " + message), terminal.errLines());
        assertEquals("", terminal.out());
    }

    @Test
    void shouldSayHowBenchIsRunWhenReachedWithoutTheLauncher()
    {
        assertEquals(Ringmain.FAILED, terminal.run("bench", "engine", "--case", "unicast"));

        assertEquals(1, terminal.errLines().size());
        assertTrue(terminal.err().contains("run \"./ringmain bench engine --case unicast\" in a source checkout"),
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", ":9092", "host:", "host:0", "host:65536", "host:9092x", "http://host:9092",
        "a:1,", "a:1, b:2", ""})
    void shouldRefuseAMalformedBootstrap(String bootstrap)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, terminal.run("demo", "--bootstrap=" + bootstrap));

        assertTrue(terminal.err().contains("is not HOST:PORT"), terminal.err());
    }

    @Test
    void shouldFailInOneLineWhenTheInputDoesNotExist()
    {
        assertEquals(Ringmain.FAILED, terminal.run("demo", "--input", "nowhere.jsonl"));

        assertEquals(1, terminal.errLines().size());
        assertTrue(terminal.err().startsWith("ringmain: --input nowhere.jsonl does not exist (in /"), terminal.err());
    }

    @Test
    void shouldFailInOneLineWhenTheInputIsAFolder()
    {
        assertEquals(Ringmain.FAILED, terminal.run("demo", "--input", folder.toString()));

        assertEquals(List.of("ringmain: --input " + folder +
                " is a folder; give a file of JSON lines, plain or .gz"), terminal.errLines());
    }

    @Test
    void shouldFailInOneLineWhenTheWorkFolderIsAFile() throws IOException
    {
        Path file = Files.createFile(folder.resolve("file"));

        assertEquals(Ringmain.FAILED, terminal.run("demo", "--work", file.toString()));

        assertEquals(List.of("ringmain: " + file +
                " is a file where a folder is needed; give --work a folder that can be written to"),
                terminal.errLines());
    }

    @Test
    void shouldShowTheStackTraceWhenVerbose()
    {
        terminal.run("--verbose", "demo", "--input", "nowhere.jsonl");

        assertTrue(terminal.err().contains("\tat io.ringmain.cli.InputFile.check"), terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"--help,broker", "demo --help,--bootstrap=HOST:PORT", "broker --help,--data=DIR", "cat --help,--tail=N",
        "stat --help,--segments",
        "verify --help,Exit codes: 0 clean", "diff --help,--positions", "follow --help,--every-records=N",
        "run --help,--commit-interval=DURATION",
        "--version,ringmain ",
        "demo --version,ringmain "})
    void shouldHelp(String args, String part)
    {
        assertEquals(0, terminal.run(args.split(" ")));

        assertTrue(terminal.out().contains(part), terminal.out());
        assertTrue(terminal.out().lines().allMatch(line -> line.length() <= 100));
        assertEquals("", terminal.err());
    }
}
