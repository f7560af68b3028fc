package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools as a user runs them: the jar, in a process of its own. */
@Timeout(120)
class JournalToolsIT
{
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void shouldFollowAWriterOfAnotherProcessUntilItIsInterrupted() throws Exception
    {
        Path directory = folder.resolve("j");
        try (SmallJournal journal = SmallJournal.at(directory))
        {
            journal.add("before");

            CommandProcess cat = CommandProcess.start(folder, "cat", "journal:" + directory, "--follow", "--as",
                    "text");
            cat.awaitOutput("before\n");
            journal.add("while it waits");
            cat.awaitOutput("before\nwhile it waits\n");
            cat.interrupt();

            assertEquals(INTERRUPTED, cat.exitCode());
            assertEquals("", cat.errors());
            cat.assertNothingLeft();
        }
    }

    @Test
    void shouldEndQuietlyWhenHeadHasSeenEnough() throws Exception
    {
        Path directory = SmallJournal.of(folder.resolve("j"), 20_000);

        Process shell = new ProcessBuilder("sh", "-c", "'%s' -jar '%s' cat journal:'%s' | head -n 1"
                .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), CommandProcess.JAR, directory))
                .start();

        assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        assertEquals("", text(shell.getErrorStream()));
        assertTrue(text(shell.getInputStream()).startsWith("{\"sequence\":0,"));
    }

    private static String text(InputStream stream) throws IOException
    {
        return new String(stream.readAllBytes(), UTF_8);
    }
}
