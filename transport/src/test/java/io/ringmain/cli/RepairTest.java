package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest
{
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void shouldSayThatThereIsNothingToRepair()
    {
        SmallJournal.of(folder.resolve("j"), 1_000);

        assertEquals(0, run("repair"));

        assertTrue(terminal.out().startsWith("Nothing to repair: "), terminal.out());
    }

    @Test
    void shouldChangeNothingWhenItIsOnlyAsked() throws IOException
    {
        damage();

        assertEquals(0, run("repair", "--dry-run"));

        assertTrue(terminal.out().startsWith("A repair would do this:\n  - "), terminal.out());
        assertNotEquals(0, run("verify"));
    }

    @Test
    void shouldSayWhatItDoesAndMakeTheJournalCleanAgain() throws IOException
    {
        damage();

        assertEquals(0, run("repair"), terminal.err());

        assertTrue(terminal.out().startsWith("This is going to be done:\n  - "), terminal.out());
        assertTrue(terminal.out().endsWith("Done. Check it: ringmain verify journal:" + folder.resolve("j") + "\n"),
                terminal.out());
        assertEquals(0, run("verify"), terminal.out());
    }

    @Test
    void shouldRefuseWhileAWriterIsAtWork() throws IOException
    {
        damage();
        Path other = folder.resolve("other");
        try (SmallJournal writer = SmallJournal.at(other))
        {
            writer.add("x");

            assertEquals(Ringmain.FAILED, terminal.run("repair", "journal:" + other));
        }

        assertEquals(1, terminal.errLines().size(), terminal.err());
        assertTrue(terminal.err().contains("has a writer"), terminal.err());
    }

    private int run(String verb, String... options)
    {
        String[] args = new String[2 + options.length];
        args[0] = verb;
        args[1] = "journal:" + folder.resolve("j");
        System.arraycopy(options, 0, args, 2, options.length);
        return terminal.run(args);
    }

    /** One bit of the record in the middle. */
    private void damage() throws IOException
    {
        Path segment = SmallJournal.of(folder.resolve("j"), 1_000).resolve("19700102F.cq4");
        int at = new String(Files.readAllBytes(segment), ISO_8859_1).indexOf("value 500");
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(new byte[] {'w'}), at);
        }
    }
}
