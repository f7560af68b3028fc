package io.ringmain.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** kcat, a Kafka client that shares no line of code with Java's: what it understands, others do. */
final class Kcat
{
    private final String bootstrap;
    private final Path folder;

    Kcat(String bootstrap, Path folder)
    {
        this.bootstrap = bootstrap;
        this.folder = folder;
    }

    /** Skips what needs it where it is not installed, and says so. */
    static void assumeInstalled()
    {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kcat")));
        assumeTrue(found, "SKIPPED: there is no kcat on the PATH, so nothing is checked against a client that is not " +
                "Java; apt-get install kcat");
    }

    /** Sends each line of the text. */
    void produce(String topic, String lines, String... options) throws Exception
    {
        run(lines, command("-P", topic, options));
    }

    /** What {@code -f} makes of each record of the topic, in order. */
    List<String> consume(String topic, String format) throws Exception
    {
        return new String(run("", command("-C", topic, "-e", "-q", "-Z", "-f", format + "\n")), UTF_8).lines().sorted()
                .toList();
    }

    /** The value of the only record, byte for byte. */
    byte[] consumeOne(String topic) throws Exception
    {
        return run("", command("-C", topic, "-e", "-q", "-D", ""));
    }

    private List<String> command(String mode, String topic, String... options)
    {
        List<String> command = new ArrayList<>(List.of("kcat", mode, "-b", bootstrap, "-t", topic));
        command.addAll(List.of(options));
        return command;
    }

    private byte[] run(String input, List<String> command) throws IOException, InterruptedException
    {
        Path errors = folder.resolve("kcat.err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (OutputStream in = process.getOutputStream())
        {
            in.write(input.getBytes(UTF_8));
        }
        byte[] said = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor(), () -> command + ": " + read(errors));
        return said;
    }

    private static String read(Path errors)
    {
        try
        {
            return Files.readString(errors);
        }
        catch (IOException e)
        {
            return e.toString();
        }
    }
}
