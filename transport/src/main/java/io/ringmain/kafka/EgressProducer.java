package io.ringmain.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that knows its topics before the first record, and gives up within the bounds it is given. */
final class EgressProducer
{
    private EgressProducer()
    {}

    static KafkaProducer<byte[], byte[]> open(EgressOptions options)
    {
        try (Topics topics = Topics.connect(options.bootstrap(), ClientSettings.security(options.overrides())))
        {
            for (String topic : options.topics())
            {
                if (topics.partitions(topic) == 0)
                {
                    throw Topics.noSuchTopic(options.bootstrap(), topic);
                }
            }
        }
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config(options), new ByteArraySerializer(),
                new ByteArraySerializer());
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

    private static Map<String, Object> config(EgressOptions options)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, options.name() + "-egress");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, options.linger().toMillis());
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, options.maxBlock().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) options.deliveryTimeout().toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) EgressOptions.REQUEST_TIMEOUT.toMillis());
        // the default, rebootstrap, lets send() itself block while a broker is away
        config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.producer(options.overrides()));
        return config;
    }
}
