package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers: every writer has the process id 1, and Chronicle's own lock would take the next for the one that was killed. */
final class PidNamespaceTest
{
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @TempDir
    private Path temp;

    @Test
    void shouldGoOnWhenTheWriterBeforeHadTheSameProcessId() throws Exception
    {
        Assumptions.assumeTrue(namespacesArePermitted(), "no right to make a namespace of processes");
        Path directory = temp.resolve("journal");
        long acknowledged = -1;
        for (int kill = 0; kill < 3; kill++)
        {
            long last = writeAndKill(directory);

            assertEquals("1", Files.readString(directory.resolve(WriterLock.FILE)).strip());
            assertTrue(last > acknowledged, "went on at " + last + " after " + acknowledged);
            acknowledged = last;
            assertTrue(Journals.readAll(directory) > acknowledged);
        }
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertTrue(writer.writtenPosition() >= acknowledged);
        }
    }

    private static boolean namespacesArePermitted() throws InterruptedException
    {
        try
        {
            return new ProcessBuilder("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "true").start()
                    .waitFor() == 0;
        }
        catch (IOException e)
        {
            return false;
        }
    }

    private static long writeAndKill(Path directory) throws IOException, InterruptedException
    {
        Process child = ChildWriter.start(NAMESPACE, directory, JournalKillTest.openingFlags());
        long last = -1;
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII)))
        {
            for (int i = 0; i < 50; i++)
            {
                last = Long.parseLong(out.readLine());
            }
            // not the namespace's maker, which ends behind the writer: that it said its last word does not mean that it let
            // go of the lock, a process on its way out closes one file after the other
            child.children().forEach(ProcessHandle::destroyForcibly);
            child.waitFor();
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
        return last;
    }
}
