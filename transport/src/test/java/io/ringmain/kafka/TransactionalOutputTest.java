package io.ringmain.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, and this thread as the lane. */
class TransactionalOutputTest
{
    private static final String IN = "in";
    private static final String OUT = "out";
    private static final String GROUP = "group";
    private static final String MEMBER = GROUP + "/one";
    private static final int COMMITS = 20;
    private static final int RECORD_BYTES = 5_000;
    private static final int PATIENCE_S = 60;

    private final BlockingQueue<PartitionFeed> assigned = new LinkedBlockingQueue<>();

    @Test
    void shouldKeepTheOrderThoughTwoProducersTakeTurns(@TempDir Path directory) throws Exception
    {
        try (SharedBroker broker = new SharedBroker(directory);
                GroupAdmin admin = GroupAdmin.open(broker.bootstrap(), GROUP, Map.of()))
        {
            broker.topics().ensure(IN, 1);
            broker.topics().ensure(OUT, 1);
            try (GroupIngress ingress = GroupIngress.start(new GroupOptions(broker.bootstrap(), IN, GROUP, MEMBER, null,
                    GroupProtocol.CLASSIC, Duration.ofSeconds(10), Map.of()), new Owner()))
            {
                PartitionFeed feed = assigned.poll(PATIENCE_S, TimeUnit.SECONDS);
                long count = write(broker.bootstrap(), ingress, admin, feed);
                feed.release(PartitionFeed.NOTHING);
                // also without a look at what is committed: the log itself has them in order
                assertEquals(count, countInOrder(broker.bootstrap(), "read_uncommitted"));
                assertEquals(count, countInOrder(broker.bootstrap(), "read_committed"));
                assertEquals(Map.of(feed.partition(), count), admin.committed(List.of(feed.partition())));
            }
        }
    }

    /** As fast as it goes, with a commit as often as there can be one. Returns how many records it was. */
    private static long write(String bootstrap, GroupIngress ingress, GroupAdmin admin, PartitionFeed feed)
    {
        try (TransactionalOutput output = TransactionalOutput.start(new OutputOptions(MEMBER, bootstrap, List.of(OUT),
                Duration.ofMillis(20), Duration.ZERO, false, 1 << 20, Map.of()), ingress, admin, () ->
                {}))
        {
            Outbox outbox = output.open(feed, 0, true);
            long next = 0;
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            while (!(output.commits() >= COMMITS && output.isSettled(outbox)))
            {
                if (output.commits() < COMMITS && output.hasRoom())
                {
                    byte[] value = ByteBuffer.allocate(RECORD_BYTES).putLong(next).array();
                    outbox.send(new ProducerRecord<>(OUT, 0, null, value));
                    outbox.handled(++next);
                }
                output.commitSoon();
                output.doWork(System.nanoTime(), -1);
                assertTrue(System.nanoTime() - deadlineNs < 0, () -> output.trouble() + " " + output.failure());
            }
            return next;
        }
    }

    private static long countInOrder(String bootstrap, String isolation)
    {
        long next = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation), new ByteArrayDeserializer(),
                new ByteArrayDeserializer()))
        {
            TopicPartition only = new TopicPartition(OUT, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100)))
                {
                    assertEquals(next++, ByteBuffer.wrap(record.value()).getLong());
                }
            }
        }
        return next;
    }

    private final class Owner implements PartitionOwner
    {
        @Override
        public void assigned(PartitionFeed feed)
        {
            assigned.add(feed);
        }

        @Override
        public void rebalanced()
        {
            // one partition
        }

        @Override
        public void wake()
        {
            // does not sleep
        }

        @Override
        public void failed(Throwable failure)
        {
            throw new AssertionError(failure);
        }

        @Override
        public boolean hasEnded()
        {
            return false;
        }
    }
}
