package io.ringmain.kafka;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What a producer has been given, and what of it the broker has acknowledged. After a failure another one takes its place;
 * answers that come late still reach the former one, which nobody asks any more.
 *
 * <pre>
 * Owner       the lane sends
 * Readers     the producer's I/O thread counts acknowledgements and notes the first failure
 * Invariants  acknowledged never passes sent; after a failure nothing is sent
 * Progress    wait-free, but for what the producer does itself
 * </pre>
 */
final class Sends implements Callback
{
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong acknowledgedBytes = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;
    private long sentBytes;

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
    {
        if (failure.getPlain() != null)
        {
            // it is kept, and will be sent again
            return;
        }
        try
        {
            producer.send(record, this);
            sent++;
            sentBytes += length(record.key()) + length(record.value());
        }
        catch (RuntimeException e)
        {
            fail(e);
        }
    }

    private static int length(byte[] bytes)
    {
        return bytes == null ? 0 : bytes.length;
    }

    /** On the producer's I/O thread. */
    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception)
    {
        if (exception == null)
        {
            acknowledgedBytes.lazySet(acknowledgedBytes.getPlain() + Math.max(0, metadata.serializedKeySize()) +
                    Math.max(0, metadata.serializedValueSize()));
            acknowledged.lazySet(acknowledged.getPlain() + 1);
        }
        else
        {
            fail(exception);
        }
    }

    /** Nothing more is to be sent; only the first failure counts. */
    void fail(Exception cause)
    {
        failure.compareAndSet(null, cause);
    }

    /** Null while there is none. */
    Exception failure()
    {
        return failure.get();
    }

    /** Records. */
    long sent()
    {
        return sent;
    }

    /** Records. */
    long acknowledged()
    {
        return acknowledged.get();
    }

    /** Keys and values that are not acknowledged yet. */
    long waitingBytes()
    {
        return sentBytes - acknowledgedBytes.get();
    }
}
