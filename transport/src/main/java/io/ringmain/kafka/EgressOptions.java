package io.ringmain.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where an egress sends to, and how long what may take.
 *
 * @param name            of the pipeline or node; the producer is called {@code name-egress}
 * @param bootstrap       host and port, or several with commas between
 * @param topics          known to exist before the first event, which then need not wait for their metadata
 * @param linger          how long a record may wait for others to travel with; more throughput, more latency
 * @param maxBlock        how long one send may keep the lane waiting: for room in the producer's 32 MB, or for metadata
 * @param deliveryTimeout from send to acknowledgement, all retries included; an outage longer than this fails the stage
 * @param overrides       producer settings that replace Ringmain's
 */
public record EgressOptions(String name, String bootstrap, List<String> topics, Duration linger, Duration maxBlock,
        Duration deliveryTimeout, Map<String, String> overrides)
{
    /** One attempt at an answer; a delivery timeout has to be longer. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    /** Checks what can be checked without asking Kafka. */
    public EgressOptions
    {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bootstrap, "bootstrap");
        topics = List.copyOf(topics);
        overrides = ClientSettings.copyOf(overrides);
        if (linger.isNegative() || maxBlock.isNegative() || maxBlock.isZero())
        {
            throw new IllegalArgumentException("The egress's linger is " + linger + " and its maxBlock " + maxBlock +
                    ": give 0 or more, and more than 0");
        }
        if (deliveryTimeout.compareTo(linger.plus(REQUEST_TIMEOUT)) < 0)
        {
            throw new IllegalArgumentException("The egress's deliveryTimeout is " + deliveryTimeout +
                    ": give at least " + linger.plus(REQUEST_TIMEOUT) + ", its linger and one request");
        }
    }

    /**
     * No linger; a send blocks for two seconds at most, an outage is endured for ten.
     *
     * @param name      as above
     * @param bootstrap as above
     * @param topics    as above
     * @return options to start with
     */
    public static EgressOptions of(String name, String bootstrap, String... topics)
    {
        return new EgressOptions(name, bootstrap, List.of(topics), Duration.ZERO, Duration.ofSeconds(2),
                Duration.ofSeconds(10), Map.of());
    }

    /**
     * The same with another linger.
     *
     * @param newLinger 0 or more
     * @return a copy
     */
    public EgressOptions withLinger(Duration newLinger)
    {
        return new EgressOptions(name, bootstrap, topics, newLinger, maxBlock, deliveryTimeout, overrides);
    }

    /**
     * The same with other bounds.
     *
     * @param newMaxBlock        of one send
     * @param newDeliveryTimeout from send to acknowledgement
     * @return a copy
     */
    public EgressOptions withBounds(Duration newMaxBlock, Duration newDeliveryTimeout)
    {
        return new EgressOptions(name, bootstrap, topics, linger, newMaxBlock, newDeliveryTimeout, overrides);
    }

    /**
     * The same with producer settings of one's own.
     *
     * @param newOverrides replace Ringmain's
     * @return a copy
     */
    public EgressOptions withOverrides(Map<String, String> newOverrides)
    {
        return new EgressOptions(name, bootstrap, topics, linger, maxBlock, deliveryTimeout, newOverrides);
    }
}
