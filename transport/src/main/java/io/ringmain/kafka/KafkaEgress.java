package io.ringmain.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import io.ringmain.event.BatchingHandler;

/**
 * A stage that sends events to Kafka, idempotently and acknowledged by all replicas, in the order of the ring.
 *
 * <p>
 * The first record that is not acknowledged ends it: the producer is told to drop what it still holds, and each further
 * event is an {@link EgressException} with that first cause. So what is missing is never followed by much, and never
 * goes unnoticed. A record that failed may have been written all the same, as may others that were under way with it;
 * whoever starts again from the last acknowledged one repeats those.
 *
 * <p>
 * A send keeps the lane waiting for {@link EgressOptions#maxBlock()} at most, and only when the producer's memory is
 * full or a topic's metadata is unknown. Until {@code send} nothing is allocated here but the acknowledgement's small
 * object; beyond it Kafka's client allocates some 500 bytes a record.
 *
 * <pre>
 * Owner       the stage's lane calls onEvent; the producer's I/O thread acknowledges
 * Readers     any thread asks for counters, latency and the failure
 * Invariants  nothing is sent after a failure is known
 * Progress    bounded by maxBlock; close() by its five seconds
 * </pre>
 *
 * @param <E> the event
 */
public final class KafkaEgress<E> implements BatchingHandler<E>, AutoCloseable
{
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final EgressOptions options;
    private final RecordWriter<E> writer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EgressProgress progress = new EgressProgress();
    // whether somebody was told of the failure, so that close() need not
    private volatile boolean surfaced;

    private KafkaEgress(EgressOptions options, RecordWriter<E> writer, KafkaProducer<byte[], byte[]> producer)
    {
        this.options = options;
        this.writer = writer;
        this.producer = producer;
    }

    /**
     * Connects, and learns about the topics.
     *
     * @param options where to, and how long what may take
     * @param writer  makes the records
     * @param <E>     the event
     * @return ready to be a stage
     * @throws KafkaUnreachableException when nobody answers within five seconds
     * @throws IllegalArgumentException  when a topic does not exist
     */
    public static <E> KafkaEgress<E> start(EgressOptions options, RecordWriter<E> writer)
    {
        return new KafkaEgress<>(options, writer, EgressProducer.open(options));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    public void onEvent(E event, long sequence, boolean endOfBatch)
    {
        throwIfFailed();
        ProducerRecord<byte[], byte[]> record = writer.write(event);
        if (record == null)
        {
            return;
        }
        // before the send: an acknowledgement must not overtake its record
        progress.sent();
        try
        {
            producer.send(record, new Acknowledgement(System.nanoTime()));
        }
        catch (RuntimeException e)
        {
            // closed by a failure that came between; or an interrupt
            progress.failed(e);
        }
        // a record that found no room, or no metadata, has failed already
        throwIfFailed();
    }

    /**
     * Waits until everything that was sent is acknowledged. Meant for a lane at rest: while it goes on sending, this may
     * see no such moment.
     *
     * @param patience how long to wait
     * @throws EgressException when a record has failed, or the time is up
     */
    public void awaitAcknowledged(Duration patience)
    {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        while (unacknowledged() > 0)
        {
            throwIfFailed();
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new EgressException(
                        unacknowledged() + " of " + sent() + " records sent to " + options.bootstrap() +
                                " are not acknowledged after " + patience.toMillis() +
                                " ms: is the broker up, and can it keep up?",
                        null);
            }
            if (Thread.currentThread().isInterrupted())
            {
                throw new EgressException(
                        "Interrupted with " + unacknowledged() + " of " + sent() + " records not acknowledged", null);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        throwIfFailed();
    }

    /**
     * How many records were handed to the producer.
     *
     * @return since the start
     */
    public long sent()
    {
        return progress.sentCount();
    }

    /**
     * How many of them all replicas have.
     *
     * @return since the start
     */
    public long acknowledged()
    {
        return progress.acknowledgedCount();
    }

    /**
     * How long it took from send to acknowledgement.
     *
     * @return a copy, in nanoseconds, of all since the start
     */
    public Histogram latency()
    {
        return progress.latency();
    }

    /**
     * What went wrong first.
     *
     * @return the cause that every further event meets
     */
    public Optional<Throwable> failure()
    {
        return Optional.ofNullable(progress.failure());
    }

    /**
     * Waits five seconds for what is under way, and gives up on the rest.
     *
     * @throws EgressException when records were not acknowledged and no other call has said so
     */
    @Override
    public void close()
    {
        producer.close(CLOSE_PATIENCE);
        if (!surfaced && unacknowledged() > 0)
        {
            throw failed();
        }
    }

    private long unacknowledged()
    {
        return progress.sentCount() - progress.acknowledgedCount();
    }

    private void throwIfFailed()
    {
        if (progress.failure() != null)
        {
            throw failed();
        }
    }

    /** A new one for each caller, so that every stack trace is the caller's own. */
    private EgressException failed()
    {
        surfaced = true;
        Throwable cause = progress.failure();
        return new EgressException("sending to Kafka at " + options.bootstrap() + " has failed, " + unacknowledged() +
                " of " + sent() + " records are not acknowledged (" + cause.getMessage() +
                "); nothing more is sent: is the broker still there?", cause);
    }

    private final class Acknowledgement implements Callback
    {
        private final long sentNs;

        Acknowledgement(long sentNs)
        {
            this.sentNs = sentNs;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception)
        {
            if (exception == null)
            {
                progress.acknowledged(System.nanoTime() - sentNs);
            }
            else if (progress.failed(exception))
            {
                // on the producer's thread this only sets a flag; what is still in memory is dropped, not sent later
                producer.close(Duration.ZERO);
            }
        }
    }
}
