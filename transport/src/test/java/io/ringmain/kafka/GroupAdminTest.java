package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnstableOffsetCommitException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupAdminTest
{
    private static final String GROUP = "group";

    @Test
    void shouldNotTakeAnOffsetForNoneWhileATransactionMayStillCommitIt(@TempDir Path directory)
    {
        TopicPartition partition = new TopicPartition("topic", 0);
        TopicPartition other = new TopicPartition("topic", 1);
        try (SharedBroker broker = new SharedBroker(directory);
                GroupAdmin admin = GroupAdmin.open(broker.bootstrap(), GROUP, Map.of());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "t"),
                        new ByteArraySerializer(), new ByteArraySerializer()))
        {
            broker.topics().ensure(partition.topic(), 2);
            producer.initTransactions();
            commit(producer, partition, 7);
            assertEquals(Map.of(partition, 7L), admin.committed(List.of(partition, other)));

            producer.beginTransaction();
            send(producer, partition, 9);

            assertThrows(UnstableOffsetCommitException.class, () -> admin.committed(List.of(partition)));
            assertEquals(Map.of(), admin.committed(List.of(other)));

            producer.commitTransaction();
            assertEquals(Map.of(partition, 9L), admin.committed(List.of(partition)));
        }
    }

    @Test
    void shouldEndTheTransactionsOfThoseThatAreGoneAndOfNobodyElse(@TempDir Path directory) throws Exception
    {
        try (SharedBroker broker = new SharedBroker(directory);
                GroupAdmin admin = GroupAdmin.open(broker.bootstrap(), GROUP, Map.of());
                KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrap(), "group.id", GROUP, "client.id", "group/here"),
                        new ByteArrayDeserializer(), new ByteArrayDeserializer()))
        {
            broker.topics().ensure("topic", 1);
            member.subscribe(List.of("topic"));
            Await.until(30, () ->
            {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty();
            }, member::assignment);
            List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
            try
            {
                for (String id : List.of("group/here#0", "group/here#1", "group/gone#0", "group/gone#1",
                        "group/2/gone#0"))
                {
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", id),
                            new ByteArraySerializer(), new ByteArraySerializer());
                    producers.add(producer);
                    producer.initTransactions();
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>("topic", id.getBytes(StandardCharsets.UTF_8))).get();
                }

                assertEquals(Set.of("group/gone#0", "group/gone#1"), Set.copyOf(admin.fenceThoseGone("group/")));

                assertThrows(KafkaException.class, producers.get(2)::commitTransaction);
                assertThrows(KafkaException.class, producers.get(3)::commitTransaction);
                producers.get(0).commitTransaction();
                producers.get(1).commitTransaction();
                producers.get(4).commitTransaction();
            }
            finally
            {
                producers.forEach(producer -> producer.close(Duration.ZERO));
            }
        }
    }

    private static void commit(KafkaProducer<byte[], byte[]> producer, TopicPartition partition, long offset)
    {
        producer.beginTransaction();
        send(producer, partition, offset);
        producer.commitTransaction();
    }

    @SuppressWarnings("removal") // for a group that has no member there is no other
    private static void send(KafkaProducer<byte[], byte[]> producer, TopicPartition partition, long offset)
    {
        producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(offset)),
                new ConsumerGroupMetadata(GROUP));
    }
}
