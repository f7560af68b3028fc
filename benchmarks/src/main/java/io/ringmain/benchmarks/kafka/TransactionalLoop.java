package io.ringmain.benchmarks.kafka;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** As few lines as carry records exactly once: a transaction every 100 ms. A failed one ends it, and the process with it. */
final class TransactionalLoop implements Carrier
{
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long COMMIT_INTERVAL_NS = SideJob.COMMIT_INTERVAL_MS * 1_000_000L;

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a send that failed fails the commit
    public void carry(SideJob job)
    {
        TopicPartition partition = new TopicPartition(job.in(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(job);
                KafkaProducer<byte[], byte[]> producer = Clients.producer(job))
        {
            producer.initTransactions();
            boolean open = false;
            long position = 0;
            long commitNs = 0;
            while (true)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                {
                    if (!open)
                    {
                        producer.beginTransaction();
                        open = true;
                        commitNs = System.nanoTime() + COMMIT_INTERVAL_NS;
                    }
                    producer.send(new ProducerRecord<>(job.out(), 0, record.key(), record.value()));
                    position = record.offset() + 1;
                }
                if (open && System.nanoTime() - commitNs >= 0)
                {
                    producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(position)),
                            consumer.groupMetadata());
                    producer.commitTransaction();
                    open = false;
                }
            }
        }
    }
}
