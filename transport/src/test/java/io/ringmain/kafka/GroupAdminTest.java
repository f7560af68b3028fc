package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnstableOffsetCommitException;
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
