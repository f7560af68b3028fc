package io.ringmain.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other processes that write, and are killed. */
final class JournalKillTest
{
    private static final int KILLS = 8;

    @TempDir
    private Path temp;

    @Test
    void shouldKeepWhatWasAcknowledgedWhenTheWriterIsKilled() throws Exception
    {
        Path directory = temp.resolve("journal");
        Random random = new Random(1);
        long acknowledged = -1;
        for (int kill = 0; kill < KILLS; kill++)
        {
            Process child = ChildWriter.start(directory, openingFlags());
            long last = readUntilKilled(child, 1 + random.nextInt(300));

            assertTrue(last > acknowledged, "the writer went on at " + last + " after " + acknowledged);
            acknowledged = last;
            long readable = Journals.readAll(directory);
            assertTrue(readable > acknowledged, readable + " readable, " + acknowledged + " acknowledged");
        }
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertTrue(writer.writtenPosition() >= acknowledged);
            Journals.write(writer, 1_000, 50);
            acknowledged = writer.writtenPosition();
        }
        assertEquals(acknowledged + 1, Journals.readAll(directory));
    }

    /** Kills after a number of lines, and returns the last whole one that still came. */
    private static long readUntilKilled(Process child, int lines) throws IOException, InterruptedException
    {
        long last = -1;
        try (BufferedReader output = reader(child))
        {
            StringBuilder line = new StringBuilder();
            int read = 0;
            for (int c = output.read(); c >= 0; c = output.read())
            {
                if (c == '\n')
                {
                    last = Long.parseLong(line.toString());
                    line.setLength(0);
                    if (++read == lines)
                    {
                        // unlike the process's own method, this leaves what it has printed to be read
                        child.toHandle().destroyForcibly();
                    }
                }
                else
                {
                    line.append((char) c);
                }
            }
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
        return last;
    }

    @Test
    void shouldNameTheOtherProcessThatWrites() throws Exception
    {
        Path directory = temp.resolve("journal");
        Process child = ChildWriter.start(directory, openingFlags());
        try (BufferedReader output = reader(child))
        {
            output.readLine();

            JournalException refused = assertThrows(JournalException.class, () -> Journals.open(directory));

            assertTrue(refused.getMessage().contains("process " + child.pid()), refused::getMessage);
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
    }

    /** On Linux, closing any channel of a file gives up the process's lock on it. */
    @Test
    void shouldLockOthersOutAfterARefusalInItsOwnProcess() throws Exception
    {
        Path directory = temp.resolve("journal");
        try (JournalWriter<Note> writer = Journals.open(directory))
        {
            assertThrows(JournalException.class, () -> Journals.open(directory));

            String refused = firstLine(directory, openingFlags());

            assertTrue(refused.contains("process " + ProcessHandle.current().pid()), refused);
            assertEquals(-1, writer.writtenPosition());
        }
    }

    @Test
    void shouldNameTheMissingFlagsAndNeedNoOthers() throws Exception
    {
        Path directory = temp.resolve("journal");
        String message = firstLine(directory, List.of());
        assertTrue(message.contains("needs the JVM flags"), message);

        List<String> named = java.util.regex.Pattern.compile("--add-\\w+ \\S+=ALL-UNNAMED").matcher(message).results()
                .map(found -> found.group().replace(' ', '=')).toList();
        assertTrue(named.size() >= 2, message);
        for (String flag : named)
        {
            List<String> others = named.stream().filter(f -> !f.equals(flag)).toList();
            assertTrue(firstLine(directory, others).contains(flag.replaceFirst("=", " ")), () -> "without " + flag);
        }
        assertEquals(Long.toString(0), firstLine(directory, named), message);
    }

    private static String firstLine(Path directory, List<String> flags) throws IOException, InterruptedException
    {
        Process child = ChildWriter.start(directory, flags);
        try (BufferedReader output = reader(child))
        {
            return String.valueOf(output.readLine());
        }
        finally
        {
            child.destroyForcibly().waitFor();
        }
    }

    private static BufferedReader reader(Process child)
    {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** What surefire was given. */
    static List<String> openingFlags()
    {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(a -> a.startsWith("--add-"))
                .toList();
    }
}
