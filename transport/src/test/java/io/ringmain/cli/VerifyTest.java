package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest
{
    private static final int CLEAN = 0;
    private static final int DAMAGED = 1;
    private static final int TROUBLE = 2;

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path journal;

    @BeforeEach
    void write()
    {
        journal = SmallJournal.of(folder.resolve("j"), 1_000);
    }

    @Test
    void shouldSayThatAJournalIsClean()
    {
        assertEquals(CLEAN, verify());

        assertTrue(terminal.out().startsWith("Clean: 1,000 records, sequences 0 to 999, "), terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void shouldSayThatAnEmptyJournalIsClean()
    {
        journal = SmallJournal.of(folder.resolve("empty"));

        assertEquals(CLEAN, verify());

        assertTrue(terminal.out().startsWith("Clean: no records, "), terminal.out());
    }

    @Test
    void shouldSayWhatIsDamagedAndWhatIsLostAndWhatToDo() throws IOException
    {
        flip("value 500");

        assertEquals(DAMAGED, verify());

        assertTrue(terminal.out().startsWith("Damaged: journal:" + journal + " in 1 place.\n\n  19700102F.cq4, byte "),
                terminal.out());
        assertTrue(terminal.out().contains("      lost: the sequence 500\n"), terminal.out());
        assertTrue(terminal.out().contains("\n999 of 1,000 records are good; lost is 1.\n"), terminal.out());
        assertTrue(terminal.out().contains("  ringmain repair journal:" + journal), terminal.out());
    }

    @Test
    void shouldTellProgramsInOneLine() throws IOException
    {
        flip("value 500");

        assertEquals(DAMAGED, verify("--json"));

        JsonNode json = new JsonMapper().readTree(terminal.out());
        assertEquals(1, terminal.out().lines().count());
        assertFalse(json.get("clean").asBoolean());
        assertEquals(999, json.get("records").asInt());
        assertEquals(500, json.get("damage").get(0).get("firstLost").asInt());
        assertEquals(500, json.get("damage").get(0).get("lastLost").asInt());
    }

    @Test
    void shouldStopCatAtDamageUnlessItIsSkipped() throws IOException
    {
        flip("value 500");

        assertEquals(Ringmain.FAILED, terminal.run("cat", "journal:" + journal, "--as", "text"));
        assertEquals(500, terminal.out().lines().count());
        assertEquals(0, terminal.run("cat", "journal:" + journal, "--as", "text", "--skip-damaged"));
        assertEquals(500 + 999, terminal.out().lines().count());

        assertEquals(2, terminal.errLines().size(), terminal.err());
        assertTrue(terminal.err().endsWith("lost are the sequences 500 to 500\n"), terminal.err());
    }

    @Test
    void shouldSayByItsExitCodeThatNothingCouldBeChecked()
    {
        assertEquals(TROUBLE, terminal.run("verify", "journal:" + folder.resolve("nowhere")));
        assertEquals(TROUBLE, terminal.run("verify"));

        assertEquals(2, terminal.errLines().size());
    }

    private int verify(String... options)
    {
        String[] args = new String[2 + options.length];
        args[0] = "verify";
        args[1] = "journal:" + journal;
        System.arraycopy(options, 0, args, 2, options.length);
        return terminal.run(args);
    }

    /** One bit of a record's value. */
    private void flip(String value) throws IOException
    {
        Path segment = journal.resolve("19700102F.cq4");
        int at = new String(Files.readAllBytes(segment), ISO_8859_1).indexOf(value);
        assertTrue(at > 0);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (value.charAt(0) ^ 1)}), at);
        }
    }
}
