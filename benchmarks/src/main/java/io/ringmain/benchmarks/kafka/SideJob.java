package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a side is told, by a file of properties that Kafka Streams' program understands as well.
 *
 * @param side        who
 * @param work        what to do with the records
 * @param layout      of both topics
 * @param exactlyOnce whether outputs and positions are to be committed in one transaction
 * @param bootstrap   of the broker
 * @param in          topic of one partition, to be read from its start
 * @param out         topic of one partition, which exists
 * @param group       of consumers; whatever topic a side makes for itself begins with it, and so does its transactional id
 * @param folder      to write in; the same for two processes of one group only when they do not mind
 * @param settings    of the clients: {@code producer.…}, {@code consumer.…}, and {@code streams.…} for Kafka Streams alone
 */
record SideJob(Side side, Work work, Layout layout, boolean exactlyOnce, String bootstrap, String in, String out,
        String group, Path folder, Map<String, String> settings)
{
    /** How often every side commits. */
    static final int COMMIT_INTERVAL_MS = 100;

    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";

    /** All settings of a producer. */
    Map<String, Object> producer()
    {
        return settingsOf(PRODUCER);
    }

    /** All settings of a consumer. */
    Map<String, Object> consumer()
    {
        return settingsOf(CONSUMER);
    }

    private Map<String, Object> settingsOf(String client)
    {
        Map<String, Object> chosen = new TreeMap<>();
        chosen.put("bootstrap.servers", bootstrap);
        // Kafka Streams' program says so itself, since Streams does not take it as text
        chosen.put("enable.metrics.push", false);
        settings.forEach((name, value) ->
        {
            if (name.startsWith(client))
            {
                chosen.put(name.substring(client.length()), value);
            }
        });
        return chosen;
    }

    /** Writes it into its folder. */
    Path write() throws IOException
    {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.putAll(Map.of("side", side.name(), "work", work.key(), "layout", layout.name(), "exactly.once",
                Boolean.toString(exactlyOnce), "bootstrap", bootstrap, "in", in, "out", out, "group", group, "folder",
                folder.toString()));
        properties.putAll(
                Map.of("store", side.store(), "commit.interval.ms", Integer.toString(COMMIT_INTERVAL_MS)));
        Path file = folder.resolve("job.properties");
        try (Writer writer = Files.newBufferedWriter(file))
        {
            properties.store(writer, null);
        }
        return file;
    }

    static SideJob read(Path file) throws IOException
    {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file))
        {
            properties.load(reader);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().stream().filter(Tuning::isSetting)
                .forEach(name -> settings.put(name, properties.getProperty(name)));
        return new SideJob(Side.valueOf(properties.getProperty("side")),
                Work.valueOf(properties.getProperty("work").toUpperCase(Locale.ROOT)),
                Layout.valueOf(properties.getProperty("layout")),
                Boolean.parseBoolean(properties.getProperty("exactly.once")), properties.getProperty("bootstrap"),
                properties.getProperty("in"), properties.getProperty("out"), properties.getProperty("group"),
                Path.of(properties.getProperty("folder")), settings);
    }
}
