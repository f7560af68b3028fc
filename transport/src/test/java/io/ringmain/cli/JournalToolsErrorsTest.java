package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every verb that takes a journal says, in one line, when it gets none. */
class JournalToolsErrorsTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @ValueSource(strings = {"cat J", "stat J", "verify J", "repair J", "trim J --keep-segments 1", "diff J J"})
    void shouldSayThatThereIsNoJournal(String args)
    {
        run(args, "journal:" + folder.resolve("nowhere"));

        assertEquals(List.of("ringmain: There is no journal at " + folder.resolve("nowhere") +
                ": the directory does not exist."), terminal.errLines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat J", "stat J", "verify J", "repair J", "trim J --keep-segments 1", "diff J J"})
    void shouldSayThatAFileIsNoJournal(String args) throws IOException
    {
        Path file = Files.writeString(folder.resolve("file"), "text");

        run(args, "journal:" + file);

        assertEquals(List.of("ringmain: " + file + " is a file; a journal is a directory."), terminal.errLines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat J", "stat J", "verify J", "repair J", "trim J --keep-segments 1", "diff J J"})
    void shouldSayThatAFolderIsNoJournal(String args) throws IOException
    {
        Path other = Files.createDirectory(folder.resolve("other"));
        // a store of snapshots has a lock of the same name
        Files.createFile(other.resolve("writer.lock"));
        Files.createFile(other.resolve("00000000000000000005.snapshot"));

        run(args, "journal:" + other);

        assertEquals(1, terminal.errLines().size());
        assertTrue(terminal.err().startsWith("ringmain: " + other + " is not a journal: it has neither segments"),
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat J", "stat J", "verify J", "repair J", "trim J --keep-segments 1", "diff J J"})
    void shouldTakeAJournalThatWasHardlyBegunForAnEmptyOne(String args) throws IOException
    {
        Path begun = Files.createDirectory(folder.resolve("begun"));
        Files.createFile(begun.resolve("writer.lock"));
        Files.createFile(begun.resolve("19700102F.precreated.filling"));

        assertEquals(0, terminal.run(args(args, "journal:" + begun)), terminal.out() + terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat file:x", "cat data/flights", "cat", "cat J -n -1", "cat J --from yesterday",
        "cat J --as x",
        "cat J --tail", "diff J", "diff J J --skip-bytes x"})
    void shouldSayWhatWasCalledWrongly(String args)
    {
        assertEquals(Ringmain.CALLED_WRONGLY, terminal.run(args.replace("J", "journal:x").split(" ")));

        assertEquals(1, terminal.errLines().size(), terminal.err());
        assertTrue(terminal.err().endsWith(" --help)\n"), terminal.err());
    }

    private static String[] args(String args, String journal)
    {
        List<String> all = new ArrayList<>();
        for (String arg : args.split(" ", 0))
        {
            all.add(arg.equals("J") ? journal : arg);
        }

        return all.toArray(String[]::new);
    }

    private void run(String args, String journal)
    {
        assertNotEquals(0, terminal.run(args(args, journal)));
        assertEquals("", terminal.out());
    }
}
