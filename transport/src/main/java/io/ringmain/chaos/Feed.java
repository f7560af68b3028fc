package io.ringmain.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends keys, each with the numbers from 1 on, at a steady rate. The producer is idempotent and never gives up, so what it was
 * acknowledged is in the topic once and in order, whatever happens to the broker.
 *
 * <ul>
 * <li>Owner: the thread {@code chaos/feed}, which sends.
 * <li>Readers: the producer's I/O thread notes what is acknowledged.
 * <li>Invariants: a number is sent after the one before it.
 * <li>Progress: an outage of the broker holds it up; it then catches up.
 * </ul>
 */
final class Feed implements AutoCloseable
{
    private static final int TURN_NS = 5_000_000;
    private static final Duration NEVER = Duration.ofHours(1);
    /** What waits for a broker that is away. */
    private static final long MEMORY = 64L << 20;

    private final FedInput input;
    private final int perSecond;
    private final Random random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "chaos/feed");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private Feed(String bootstrap, FedInput input, int perSecond, long seed)
    {
        this.input = input;
        this.perSecond = perSecond;
        random = new Random(seed);
        producer = new KafkaProducer<>(config(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        thread.setDaemon(true);
    }

    static Feed start(String bootstrap, FedInput input, int perSecond, long seed)
    {
        Feed feed = new Feed(bootstrap, input, perSecond, seed);
        feed.thread.start();
        return feed;
    }

    private static Map<String, Object> config(String bootstrap)
    {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "chaos-feed");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, NEVER.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) NEVER.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return config;
    }

    private void run()
    {
        int[] numbers = new int[FedInput.KEYS];
        long beginNs = System.nanoTime();
        long sent = 0;
        try
        {
            while (!stopped)
            {
                long due = (long) ((System.nanoTime() - beginNs) / 1e9 * perSecond);
                for (; sent < due && !stopped; sent++)
                {
                    int key = random.nextInt(numbers.length);
                    send(key, ++numbers[key]);
                }
                LockSupport.parkNanos(TURN_NS);
            }
            producer.flush();
        }
        catch (KafkaException e)
        {
            failed(new ChaosFailure("The feed could not go on, which is no node's fault: " + e, e));
        }
    }

    private void send(int key, int number)
    {
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(ChaosApp.INPUT, OutputRecord.key(key), OutputRecord.number(number)),
                (where, e) -> acknowledged(key, number, where, e));
    }

    private void acknowledged(int key, int number, RecordMetadata where, Exception e)
    {
        if (e != null)
        {
            failed(new ChaosFailure("The feed's record was refused, which is no node's fault: " + e, e));
            return;
        }
        try
        {
            input.acknowledged(where.partition(), where.offset(), key, number);
        }
        catch (ChaosFailure unexpected)
        {
            failed(unexpected);
        }
    }

    private void failed(RuntimeException e)
    {
        // one that is being closed in the middle refuses what it still had
        if (!stopped || !thread.isInterrupted())
        {
            failure.compareAndSet(null, e);
        }
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

    /** Sends no more, and waits until everything is acknowledged. */
    void finish(Duration patience) throws InterruptedException
    {
        stopped = true;
        thread.join(patience.toMillis());
        check();
        if (thread.isAlive())
        {
            throw new ChaosFailure("The broker has not acknowledged what was fed within %d s after all was healed"
                    .formatted(patience.toSeconds()));
        }
    }

    @Override
    public void close()
    {
        stopped = true;
        thread.interrupt();
        producer.close(Duration.ofNanos(TimeUnit.MILLISECONDS.toNanos(200)));
    }
}
