package io.ringmain.benchmarks.kafka;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Warnings only: by default the clients print all their settings, and their waiting for a topic that is new. */
final class KafkaLogging
{
    private static final String SETTINGS = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            org.apache.kafka.clients.NetworkClient.level=SEVERE
            """;

    private KafkaLogging()
    {}

    /** For this JVM. */
    static void apply()
    {
        try
        {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)));
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** For another one: returns its flag. */
    static String flag(Path folder) throws IOException
    {
        return "-Djava.util.logging.config.file=" + Files.writeString(folder.resolve("logging.properties"), SETTINGS);
    }
}
