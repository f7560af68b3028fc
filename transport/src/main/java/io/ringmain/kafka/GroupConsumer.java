package io.ringmain.kafka;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer of a member of a group: reads what is committed, moves few partitions, commits nothing by itself. */
final class GroupConsumer
{
    private GroupConsumer()
    {}

    static KafkaConsumer<byte[], byte[]> open(GroupOptions options)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, options.member());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, options.group());
        if (options.instance() != null)
        {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, options.instance());
        }
        if (options.protocol() == GroupProtocol.CONSUMER)
        {
            config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        else
        {
            config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
            config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            int sessionMs = (int) options.sessionTimeout().toMillis();
            config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMs);
            config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, sessionMs / 4));
        }
        // positions are the lane's business, and one that is gone is an error, not a reason to jump
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        // few, so that what waits for the lane is not yet old when it is collected
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // the system knows better, and takes in a fetch while the last one is still being handled
        config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.consumer(options.overrides()));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
