package io.ringmain.benchmarks.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of all sides' clients, chosen so that the peers are at their best, and the same for every side, but for what a
 * node bounds by itself. Whatever is not here is as the clients have it by default: idempotent producers, all acknowledgements, no compression.
 */
final class Tuning
{
    private static final Pattern SETTING = Pattern.compile("(producer|consumer|streams)\\.[a-z0-9.]+");

    /** What is there to bound what a loop has in memory. */
    static final List<String> NODE_CHOOSES = List.of("consumer.max.poll.records", "producer.buffer.memory");

    private Tuning()
    {}

    static boolean isSetting(String name)
    {
        return SETTING.matcher(name).matches();
    }

    /** From words such as {@code producer.linger.ms=20}. */
    static Map<String, String> parse(List<String> words)
    {
        Map<String, String> settings = new TreeMap<>();
        for (String word : words)
        {
            int equals = word.indexOf('=');
            if (equals < 0 || !isSetting(word.substring(0, equals)))
            {
                throw new IllegalArgumentException(word);
            }
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return settings;
    }

    /** For as many records a second as there can be. */
    static Map<String, String> throughput()
    {
        Map<String, String> settings = common();
        settings.put("producer.batch.size", "262144");
        settings.put("producer.linger.ms", "10");
        // enough for all that is in flight; with more a loop runs ahead, and its heap fills with what waits to be sent
        settings.put("producer.buffer.memory", "8388608");
        settings.put("consumer.max.poll.records", "5000");
        settings.put("consumer.max.partition.fetch.bytes", "4194304");
        // the system's own sizes; the clients' are too small for fetches and requests of this size
        settings.put("consumer.receive.buffer.bytes", "-1");
        settings.put("producer.send.buffer.bytes", "-1");
        settings.put("streams.buffered.records.per.partition", "10000");
        return settings;
    }

    /** For a record that is to be on its way at once. */
    static Map<String, String> latency()
    {
        Map<String, String> settings = common();
        settings.put("producer.linger.ms", "0");
        return settings;
    }

    private static Map<String, String> common()
    {
        Map<String, String> settings = new TreeMap<>();
        settings.put("consumer.auto.offset.reset", "earliest");
        return settings;
    }
}
