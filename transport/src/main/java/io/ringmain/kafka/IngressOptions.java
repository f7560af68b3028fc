package io.ringmain.kafka;

import java.util.Map;
import java.util.Objects;

/**
 * What an ingress reads, and from where.
 *
 * @param name      of the pipeline or node; the thread is called {@code name/ingress}
 * @param bootstrap host and port, or several with commas between
 * @param topic     all of its partitions are read
 * @param from      the first offset to read, by partition; a partition that is not named is read from its beginning
 * @param overrides consumer settings that replace Ringmain's
 */
public record IngressOptions(String name, String bootstrap, String topic, Map<Integer, Long> from,
        Map<String, String> overrides)
{
    /** Checks what can be checked without asking Kafka. */
    public IngressOptions
    {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bootstrap, "bootstrap");
        Objects.requireNonNull(topic, "topic");
        from = Map.copyOf(from);
        overrides = ClientSettings.copyOf(overrides);
    }

    /**
     * All partitions from their beginnings.
     *
     * @param name      as above
     * @param bootstrap as above
     * @param topic     as above
     * @return options to start with
     */
    public static IngressOptions of(String name, String bootstrap, String topic)
    {
        return new IngressOptions(name, bootstrap, topic, Map.of(), Map.of());
    }

    /**
     * The same from other positions.
     *
     * @param newFrom the first offset to read, by partition
     * @return a copy
     */
    public IngressOptions withFrom(Map<Integer, Long> newFrom)
    {
        return new IngressOptions(name, bootstrap, topic, newFrom, overrides);
    }

    /**
     * The same with consumer settings of one's own.
     *
     * @param newOverrides replace Ringmain's
     * @return a copy
     */
    public IngressOptions withOverrides(Map<String, String> newOverrides)
    {
        return new IngressOptions(name, bootstrap, topic, from, newOverrides);
    }
}
