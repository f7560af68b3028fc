package io.ringmain.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that knows its topics before the first record, keeps order, and whose sends do not wait. */
final class LaneProducer
{
    /** An outage that is shorter than this is endured without anything being sent again. */
    private static final Duration DELIVERY = Duration.ofSeconds(20);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    /** How long one question may wait; it is asked again. */
    private static final Duration BLOCK = Duration.ofSeconds(5);
    /** A dead member's transaction hides what comes after it for this long, unless somebody fences it. */
    private static final Duration TRANSACTION = Duration.ofSeconds(30);
    /** More than a lane ever has under way, so that no send waits for memory. */
    private static final long MEMORY = 4 * LaneOutput.MAX_BYTES;
    private static final int BATCH = 256 * 1024;

    private LaneProducer()
    {}

    /** Its transactional id is null when it has no transactions. */
    static KafkaProducer<byte[], byte[]> open(OutputOptions options, String transactionalId)
    {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config(options, transactionalId),
                new ByteArraySerializer(), new ByteArraySerializer());
        try
        {
            options.topics().forEach(producer::partitionsFor);
        }
        catch (RuntimeException e)
        {
            producer.close(Duration.ZERO);
            throw e;
        }
        return producer;
    }

    private static Map<String, Object> config(OutputOptions options, String transactionalId)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId == null ? options.member() : transactionalId);
        if (transactionalId != null)
        {
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
            config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        }
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, options.linger().toMillis());
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, options.maxRequestBytes());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        config.put(ProducerConfig.SEND_BUFFER_CONFIG, -1);
        // the default, rebootstrap, lets send() itself block while a broker is away
        config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.producer(options.overrides()));
        return config;
    }
}
