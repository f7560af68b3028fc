package io.ringmain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The input of a {@link TallyApp}, and what has to come out of it. */
final class Tallies
{
    private final String topic;
    private final int keys;
    private final Map<Long, List<Long>> sent = new TreeMap<>();
    private long next;

    Tallies(String topic, int keys)
    {
        this.topic = topic;
        this.keys = keys;
    }

    /** So many records more. */
    List<ProducerRecord<byte[], byte[]>> next(int count)
    {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++, next++)
        {
            long key = next % keys;
            sent.computeIfAbsent(key, its -> new ArrayList<>()).add(next);
            records.add(new ProducerRecord<>(topic, TallyApp.bytes(key), TallyApp.bytes(next)));
        }
        return records;
    }

    long count()
    {
        return next;
    }

    /** Reads what is committed in a topic, to its end. */
    static List<ConsumerRecord<byte[], byte[]>> read(String bootstrap, String topic)
    {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit",
                        "false", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer()))
        {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(its -> new TopicPartition(topic, its.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // of committed records only: behind them a transaction may still be open
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(its -> consumer.position(its) < ends.get(its)))
            {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Exactly once, in order, with the right state. */
    void check(List<ConsumerRecord<byte[], byte[]>> out)
    {
        Map<Long, List<String>> expected = new TreeMap<>();
        sent.forEach((key, numbers) ->
        {
            long mix = 0;
            for (int i = 0; i < numbers.size(); i++)
            {
                mix = TallyApp.mix(mix, numbers.get(i));
                expected.computeIfAbsent(key, its -> new ArrayList<>()).add(numbers.get(i) + "/" + (i + 1) + "/" + mix);
            }
        });
        assertEquals(expected, byKey(out));
    }

    /** At least once: without what comes again, in order, with the right state. */
    void checkWithoutRepetitions(List<ConsumerRecord<byte[], byte[]>> out)
    {
        Map<String, Boolean> seen = new HashMap<>();
        check(out.stream().filter(record -> seen.putIfAbsent(tally(record.value()), true) == null).toList());
    }

    private static Map<Long, List<String>> byKey(List<ConsumerRecord<byte[], byte[]>> out)
    {
        Map<Long, List<String>> byKey = new TreeMap<>();
        out.forEach(record -> byKey
                .computeIfAbsent(ByteBuffer.wrap(record.key()).getLong(), its -> new ArrayList<>())
                .add(tally(record.value())));
        return byKey;
    }

    private static String tally(byte[] value)
    {
        ByteBuffer in = ByteBuffer.wrap(value);
        return in.getLong() + "/" + in.getLong() + "/" + in.getLong();
    }
}
