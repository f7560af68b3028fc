package io.ringmain.kafka;

import java.util.Map;
import java.util.Objects;

/**
 * What a source reads of Kafka, and from where.
 *
 * @param bootstrap host and port, or several with commas between
 * @param topic     all of its partitions are read
 * @param group     reading begins at its committed offsets, and what was taken is committed for it; null: at the beginning, and
 *                  nothing is committed
 * @param from      the first offset to read, by partition, where that is known better
 * @param follow    whether to go on for ever; else the source ends where the topic ends when it is opened
 * @param overrides client settings that replace Ringmain's, say for security
 */
public record KafkaSourceOptions(String bootstrap, String topic, String group, Map<Integer, Long> from, boolean follow,
        Map<String, String> overrides)
{
    /** Checks what can be checked without asking Kafka. */
    public KafkaSourceOptions
    {
        Objects.requireNonNull(bootstrap, "bootstrap");
        Objects.requireNonNull(topic, "topic");
        from = Map.copyOf(from);
        overrides = ClientSettings.copyOf(overrides);
    }
}
