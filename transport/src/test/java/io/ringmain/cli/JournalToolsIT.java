package io.ringmain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.journal.ReaderRegistration;
import io.ringmain.journal.ReaderRegistration.Reader;
import io.ringmain.recovery.SnapshotStore;

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
    void shouldWriteALastSnapshotOfALiveJournalWhenItIsInterrupted() throws Exception
    {
        Path directory = folder.resolve("j");
        String classes = Path.of("target/test-classes").toAbsolutePath().toString();
        try (SmallJournal journal = SmallJournal.at(directory))
        {
            journal.add("before");

            CommandProcess follow = CommandProcess.start(folder, "follow", "journal:" + directory,
                    "app:com.example.LengthApp", "--classpath", classes, "--name", "second-node");
            follow.awaitError("following at 1, ");
            journal.add("while it waits");
            follow.awaitError("following at 2, ");
            assertEquals(List.of("second-node"),
                    ReaderRegistration.list(directory).stream().map(Reader::name).toList());
            follow.interrupt();

            assertEquals(INTERRUPTED, follow.exitCode(), follow::errors);
            assertTrue(follow.output().startsWith("Stopped. Followed 2 records of journal:"), follow::output);
            assertTrue(follow.output().contains("\nWrote 1 snapshot; the newest stands at 2, "), follow::output);
            follow.assertNothingLeft();
        }
        assertEquals(List.of(2L), SnapshotStore.of(directory).sequences());
        assertEquals(List.of("snapshots"), ReaderRegistration.list(directory).stream().map(Reader::name).toList());
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
