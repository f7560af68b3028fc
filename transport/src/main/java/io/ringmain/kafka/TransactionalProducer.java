package io.ringmain.kafka;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A producer and the transaction that it has open, if any.
 *
 * <p>
 * Threading: used by one thread at a time; who hands it to another sees to it that what was written is seen.
 */
final class TransactionalProducer
{
    /** Between a member's name and which of its producers it is. */
    private static final char NUMBER = '#';

    private final OutputOptions options;
    private final String id;
    private KafkaProducer<byte[], byte[]> producer;
    private Sends sends = new Sends();
    private boolean isOpen;

    private TransactionalProducer(OutputOptions options, String id)
    {
        this.options = options;
        this.id = id;
    }

    /** Connects, and ends what a former producer of that name may have left open. */
    static TransactionalProducer start(OutputOptions options, int number)
    {
        TransactionalProducer started = new TransactionalProducer(options, options.member() + NUMBER + number);
        started.connect();
        return started;
    }

    /** Whose transaction it is, by its transactional id. */
    static String member(String transactionalId)
    {
        int end = transactionalId.lastIndexOf(NUMBER);
        return end < 0 ? transactionalId : transactionalId.substring(0, end);
    }

    private void connect()
    {
        producer = LaneProducer.open(options, id);
        try
        {
            producer.initTransactions();
        }
        catch (RuntimeException e)
        {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    int partitions(String topic)
    {
        return producer.partitionsFor(topic).size();
    }

    void begin()
    {
        isOpen = true;
        try
        {
            producer.beginTransaction();
        }
        catch (RuntimeException e)
        {
            sends.fail(e);
        }
    }

    void send(ProducerRecord<byte[], byte[]> record)
    {
        sends.send(producer, record);
    }

    /** Waits for the broker. */
    void commitOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata)
    {
        producer.sendOffsetsToTransaction(offsets, metadata);
    }

    /** Waits for the broker. */
    void commit()
    {
        producer.commitTransaction();
    }

    /** Waits for the broker. */
    void abort()
    {
        producer.abortTransaction();
    }

    /** Another producer takes its name, which ends what it has begun. Waits for the broker. */
    void renew()
    {
        producer.close(Duration.ZERO);
        connect();
    }

    /** Its transaction has ended, one way or the other. */
    void ended()
    {
        isOpen = false;
        sends = new Sends();
    }

    boolean isOpen()
    {
        return isOpen;
    }

    /** Whether the broker has all that was sent. */
    boolean isWritten()
    {
        return sends.acknowledged() == sends.sent();
    }

    long waitingBytes()
    {
        return sends.waitingBytes();
    }

    /** Null while there is none. */
    Exception failure()
    {
        return sends.failure();
    }

    void close(Duration patience)
    {
        producer.close(patience);
    }
}
