package io.ringmain.benchmarks.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * As few lines as carry records at least once. Every 100 ms it commits up to the last record that it looked at then, as soon
 * as that one is acknowledged, and does not wait for it: a flush would let the producer run empty ten times a second.
 */
final class BareLoop implements Carrier
{
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long COMMIT_INTERVAL_NS = SideJob.COMMIT_INTERVAL_MS * 1_000_000L;

    private volatile Exception failure;

    @Override
    public void carry(SideJob job) throws Exception
    {
        TopicPartition partition = new TopicPartition(job.in(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(job);
                KafkaProducer<byte[], byte[]> producer = Clients.producer(job))
        {
            // one for all records
            Callback note = (metadata, e) -> note(e);
            Future<RecordMetadata> last = null;
            long position = 0;
            Future<RecordMetadata> marked = null;
            long markedPosition = 0;
            long markNs = System.nanoTime();
            while (failure == null)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                {
                    last = producer.send(new ProducerRecord<>(job.out(), 0, record.key(), record.value()),
                            note);
                    position = record.offset() + 1;
                }
                if (marked == null && last != null && System.nanoTime() - markNs >= 0)
                {
                    marked = last;
                    markedPosition = position;
                    last = null;
                    markNs = System.nanoTime() + COMMIT_INTERVAL_NS;
                }
                if (marked != null && marked.isDone())
                {
                    // its outcome; records of one partition are acknowledged in order
                    marked.get();
                    consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(markedPosition)), null);
                    marked = null;
                }
            }
            throw failure;
        }
    }

    private void note(Exception e)
    {
        if (e != null)
        {
            failure = e;
        }
    }
}
