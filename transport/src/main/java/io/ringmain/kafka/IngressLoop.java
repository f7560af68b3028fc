package io.ringmain.kafka;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.ringmain.event.Positioned;
import io.ringmain.pipeline.Publisher;

/**
 * One turn of an ingress: poll, read each record into a slot, publish it. Hot path; allocates nothing of its own.
 *
 * <p>
 * Each record is published by itself and not with the rest of its poll: stages work on the first while the last is
 * being read, and a reader that throws takes back its one slot, which {@link Publisher#tryPublish} promises and a claim
 * of several slots could not give back.
 *
 * <pre>
 * Owner       the ingress thread
 * Readers     none; what others may see is in IngressProgress
 * Invariants  a record is published or its partition's position stays before it; order per partition is kept
 * Progress    waits for room in the ring, polling all the while; ends when told to
 * </pre>
 */
final class IngressLoop<E extends Positioned> implements Consumer<E>
{
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSED_POLL = Duration.ofMillis(1);
    // a ring that is merely busy has room again within this; pausing is for one that is stuck
    private static final long BRIEFLY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Publisher<E> publisher;
    private final RecordReader<E> reader;
    private final IngressProgress progress;
    private final BooleanSupplier closing;
    private ConsumerRecord<byte[], byte[]> record;

    IngressLoop(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Publisher<E> publisher,
            RecordReader<E> reader, IngressProgress progress, BooleanSupplier closing)
    {
        this.consumer = consumer;
        this.partitions = partitions;
        this.publisher = publisher;
        this.reader = reader;
        this.progress = progress;
        this.closing = closing;
    }

    /** Publishes what one poll brings; returns how many. */
    int doWork()
    {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        int count = 0;
        for (ConsumerRecord<byte[], byte[]> next : records)
        {
            record = next;
            if (!publisher.tryPublish(this) && !publishWhenRoom())
            {
                return count;
            }
            progress.published(next.partition(), next.offset());
            count++;
        }
        for (int i = 0; i < partitions.size(); i++)
        {
            TopicPartition partition = partitions.get(i);
            // past what is no record: the marks of transactions, what compaction took out
            long position = consumer.position(partition);
            progress.position(partition.partition(), position);
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent())
            {
                progress.end(partition.partition(), position + lag.getAsLong());
            }
        }
        return count;
    }

    /** Fills the slot that the publisher has claimed for {@link #record}. */
    @Override
    public void accept(E event)
    {
        event.position(record.partition(), record.offset());
        try
        {
            reader.read(record, event);
        }
        catch (Throwable e)
        {
            throw new UnreadableRecordException(record, e);
        }
    }

    /** Returns false when told to close before there was room. */
    private boolean publishWhenRoom()
    {
        progress.full();
        long sinceNs = System.nanoTime();
        long nowNs = sinceNs;
        while (nowNs - sinceNs < BRIEFLY_NS)
        {
            LockSupport.parkNanos(1);
            boolean published = publisher.tryPublish(this);
            long beforeNs = nowNs;
            nowNs = System.nanoTime();
            progress.blocked(nowNs - beforeNs);
            if (published)
            {
                return true;
            }
        }
        return publishPaused(nowNs);
    }

    private boolean publishPaused(long sinceNs)
    {
        consumer.pause(partitions);
        long beforeNs = sinceNs;
        while (!closing.getAsBoolean())
        {
            // keeps the connections alive, and waits
            if (!consumer.poll(PAUSED_POLL).isEmpty())
            {
                throw new IllegalStateException("Kafka's consumer returned records of paused partitions " + partitions);
            }
            boolean published = publisher.tryPublish(this);
            long nowNs = System.nanoTime();
            progress.blocked(nowNs - beforeNs);
            beforeNs = nowNs;
            if (published)
            {
                consumer.resume(partitions);
                return true;
            }
        }
        return false;
    }
}
