package io.ringmain.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of all partitions of a topic, each standing at the position asked for, once that is known to exist. */
record IngressConsumer(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions,
        IngressProgress progress)
{
    static IngressConsumer open(IngressOptions options)
    {
        Map<Integer, Long> starts;
        Map<Integer, Long> ends;
        try (Topics topics = Topics.connect(options.bootstrap(), ClientSettings.security(options.overrides())))
        {
            starts = topics.startOffsets(options.topic());
            ends = topics.endOffsets(options.topic());
        }
        Map<Integer, Long> from = new HashMap<>(starts);
        from.putAll(options.from());
        check(options, from, starts, ends);

        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(options), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        IngressProgress progress = new IngressProgress(starts.size());
        starts.keySet().forEach(partition -> partitions.add(new TopicPartition(options.topic(), partition)));
        consumer.assign(partitions);
        from.forEach((partition, offset) ->
        {
            consumer.seek(new TopicPartition(options.topic(), partition), offset);
            progress.position(partition, offset);
            progress.end(partition, ends.get(partition));
        });
        return new IngressConsumer(consumer, partitions, progress);
    }

    /** All that is wrong, in one go. */
    private static void check(IngressOptions options, Map<Integer, Long> from, Map<Integer, Long> starts,
            Map<Integer, Long> ends)
    {
        StringBuilder problems = new StringBuilder();
        from.forEach((partition, offset) ->
        {
            if (!starts.containsKey(partition))
            {
                problems.append("; there is no partition ").append(partition).append(", it has ").append(starts.size());
            }
            else if (offset < starts.get(partition) || offset > ends.get(partition))
            {
                problems.append("; partition ").append(partition).append(" has no offset ").append(offset)
                        .append(", it goes from ").append(starts.get(partition)).append(" to ")
                        .append(ends.get(partition));
            }
        });
        if (problems.length() > 0)
        {
            throw new IllegalArgumentException("Topic " + options.topic() + " at " + options.bootstrap() +
                    " cannot be read from " + options.from() + problems +
                    ". Give positions within the topic; what retention has deleted must come from elsewhere");
        }
    }

    private static Map<String, Object> config(IngressOptions options)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, options.name() + "-ingress");
        // positions are the pipeline's business, and one that is gone is an error, not a reason to jump
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // answer as soon as there is a byte; take all there is
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(ClientSettings.consumer(options.overrides()));
        return config;
    }
}
