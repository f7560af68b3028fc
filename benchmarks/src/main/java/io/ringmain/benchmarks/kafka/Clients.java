package io.ringmain.benchmarks.kafka;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The plain clients as the loops, the load and the checks need them. */
final class Clients
{
    private Clients()
    {}

    /** For a loop. */
    static KafkaProducer<byte[], byte[]> producer(SideJob job)
    {
        Map<String, Object> config = job.producer();
        if (job.exactlyOnce())
        {
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, job.group());
        }
        return producer(config);
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> config)
    {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For a loop: a member of its group, to which the input is assigned. */
    static KafkaConsumer<byte[], byte[]> consumer(SideJob job)
    {
        Map<String, Object> config = job.consumer();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, job.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(job.in()));
        return consumer;
    }

    /** For a look at what has been committed to the only partition of a topic, from its start. */
    static KafkaConsumer<byte[], byte[]> reader(String bootstrap, String topic, int fetchBytes)
    {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition only = new TopicPartition(topic, 0);
        consumer.assign(List.of(only));
        consumer.seekToBeginning(List.of(only));
        return consumer;
    }
}
