package io.ringmain.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the committed output as it comes, as whoever uses it would: how much there is, and how long it pauses.
 *
 * <ul>
 * <li>Owner: the thread {@code chaos/watch}.
 * <li>Readers: any thread, of the counts.
 * <li>Invariants: counts only grow.
 * <li>Progress: an outage of the broker holds it up.
 * </ul>
 */
final class Watch implements AutoCloseable
{
    private static final Duration TURN = Duration.ofMillis(50);
    private static final long PATIENCE_MS = 3_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Outages outages;
    private final long[] lastNs;
    private final Thread thread = new Thread(this::run, "chaos/watch");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final AtomicLong outputs = new AtomicLong();
    private volatile long longestPauseNs;
    private volatile boolean stopped;

    private Watch(KafkaConsumer<byte[], byte[]> consumer, int partitions, Outages outages)
    {
        this.consumer = consumer;
        this.outages = outages;
        lastNs = new long[partitions];
        thread.setDaemon(true);
    }

    static Watch start(String bootstrap, int partitions, Outages outages)
    {
        Watch watch = new Watch(Outputs.open(bootstrap, partitions, IsolationLevel.READ_COMMITTED), partitions,
                outages);
        watch.thread.start();
        return watch;
    }

    private void run()
    {
        try
        {
            while (!stopped)
            {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(TURN))
                {
                    seen(record, System.nanoTime());
                }
            }
        }
        catch (KafkaException e)
        {
            failure.set(new ChaosFailure("The output could not be watched any longer: " + e, e));
        }
        finally
        {
            Outputs.close(consumer);
        }
    }

    private void seen(ConsumerRecord<byte[], byte[]> record, long nowNs)
    {
        OutputRecord output;
        try
        {
            output = OutputRecord.parse(record.key(), record.value());
        }
        catch (RuntimeException e)
        {
            // which the check at the end tells
            return;
        }
        int partition = output.partition();
        if (partition < 0 || partition >= lastNs.length)
        {
            return;
        }
        if (lastNs[partition] != 0)
        {
            longestPauseNs = Math.max(longestPauseNs, nowNs - lastNs[partition]);
        }
        lastNs[partition] = nowNs;
        outputs.incrementAndGet();
        outages.output(partition, output.offset(), nowNs);
    }

    /** Committed outputs so far. */
    long outputs()
    {
        return outputs.get();
    }

    /** The longest time between two committed outputs of an input partition, in ns. */
    long longestPauseNs()
    {
        return longestPauseNs;
    }

    /** Throws when it could not go on. */
    void check()
    {
        RuntimeException e = failure.get();
        if (e != null)
        {
            throw e;
        }
    }

    @Override
    public void close()
    {
        stopped = true;
        try
        {
            thread.join(PATIENCE_MS);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
