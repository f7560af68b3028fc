package io.ringmain.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.errors.WakeupException;

import io.ringmain.event.Positioned;
import io.ringmain.pipeline.Publisher;

/**
 * Reads all partitions of a topic from given positions, and publishes each record as an event. One thread polls, reads
 * and publishes. A full ring pauses the reading, which the broker does not notice.
 *
 * <p>
 * It ends on {@link #close()}; when the pipeline has failed or closed; when the reader throws; or when the topic no
 * longer holds the next position. A broker that goes away does not end it: it waits until one is back, and {@link #lag()}
 * then says what it last knew.
 *
 * <pre>
 * Owner       the ingress thread owns the consumer from start to close
 * Readers     any thread asks for positions, lag, counters and the failure
 * Invariants  one attempt: it does not start again; the first failure is kept
 * Progress    close() ends it within five seconds unless the reader does not return
 * </pre>
 */
public final class KafkaIngress implements AutoCloseable
{
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CONSUMER_CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final IngressConsumer source;
    private final Thread thread;
    private volatile boolean closing;
    // written by the ingress thread before it ends
    private volatile Throwable failure;

    private <E extends Positioned> KafkaIngress(IngressOptions options, IngressConsumer source, Publisher<E> publisher,
            RecordReader<E> reader)
    {
        this.source = source;
        IngressLoop<E> loop = new IngressLoop<>(source.consumer(), source.partitions(), publisher, reader,
                source.progress(), () -> closing);
        thread = new Thread(() -> run(loop), options.name() + "/ingress");
    }

    /**
     * Connects, checks the positions, and starts to read.
     *
     * @param options   what, and from where
     * @param publisher takes calls from the ingress thread; it must be its only one when built so
     * @param reader    fills the events
     * @param <E>       the event
     * @return a running ingress
     * @throws KafkaUnreachableException when nobody answers within five seconds
     * @throws IllegalArgumentException  when the topic or a position does not exist
     */
    public static <E extends Positioned> KafkaIngress start(IngressOptions options, Publisher<E> publisher,
            RecordReader<E> reader)
    {
        KafkaIngress ingress = new KafkaIngress(options, IngressConsumer.open(options), publisher, reader);
        ingress.thread.start();
        return ingress;
    }

    /**
     * Up to where a partition is published.
     *
     * @param partition from 0
     * @return the offset of the next record to publish; all before it are in the ring
     */
    public long position(int partition)
    {
        return source.progress().position(partition);
    }

    /**
     * How many partitions are read.
     *
     * @return numbered from 0
     */
    public int partitions()
    {
        return source.progress().partitions();
    }

    /**
     * How many offsets lie between what is published and the end of the topic, as the last fetch saw it.
     *
     * @return over all partitions; 0 when nothing more is known to be there
     */
    public long lag()
    {
        return source.progress().lag();
    }

    /**
     * How many records were published.
     *
     * @return since the start
     */
    public long published()
    {
        return source.progress().published();
    }

    /**
     * How often the ring was full.
     *
     * @return since the start
     */
    public long fullCount()
    {
        return source.progress().fullCount();
    }

    /**
     * How long the ingress has waited for room in the ring, the present wait included.
     *
     * @return nanoseconds since the start
     */
    public long blockedNs()
    {
        return source.progress().blockedNs();
    }

    /**
     * Whether the thread still reads.
     *
     * @return false once it has ended, for whatever reason
     */
    public boolean isRunning()
    {
        return thread.isAlive();
    }

    /**
     * Why it ended, when it was not by {@link #close()}.
     *
     * @return what the pipeline, the reader or Kafka threw
     */
    public Optional<Throwable> failure()
    {
        return Optional.ofNullable(failure);
    }

    /**
     * Ends the reading and waits for the thread. What was published stays published; nothing more is.
     *
     * @throws IllegalStateException when the thread has not ended within five seconds
     */
    @Override
    public void close()
    {
        closing = true;
        source.consumer().wakeup();
        if (Thread.currentThread() == thread)
        {
            return;
        }
        try
        {
            thread.join(CLOSE_PATIENCE.toMillis());
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return;
        }
        if (thread.isAlive())
        {
            StackTraceElement[] stack = thread.getStackTrace();
            throw new IllegalStateException("Thread " + thread.getName() + " has not ended within " +
                    TimeUnit.MILLISECONDS.toSeconds(CLOSE_PATIENCE.toMillis()) + " s of close(); it is in " +
                    (stack.length == 0 ? "no method" : stack[0]));
        }
    }

    private void run(IngressLoop<?> loop)
    {
        try
        {
            while (!closing)
            {
                loop.doWork();
            }
        }
        catch (WakeupException e)
        {
            if (!closing)
            {
                failure = e;
            }
        }
        catch (Throwable e)
        {
            failure = e;
        }
        finally
        {
            closeConsumer();
        }
    }

    private void closeConsumer()
    {
        try
        {
            source.consumer().close(CloseOptions.timeout(CONSUMER_CLOSE_PATIENCE));
        }
        catch (RuntimeException e)
        {
            // the reading is over; the first failure is the one that tells
            if (failure == null && !closing)
            {
                failure = e;
            }
        }
    }
}
