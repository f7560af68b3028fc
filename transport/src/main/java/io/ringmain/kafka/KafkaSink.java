package io.ringmain.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

import io.ringmain.event.Timed;
import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.log.RecordSink;

/**
 * Records sent to a topic as they are: key, value, headers and time, and to which partition {@link Placing} says. What the topic
 * would not take, for its size or since it has no key, is refused record by record.
 *
 * <p>
 * Idempotent and acknowledged by all replicas. The first record that fails ends it: what is still in memory is dropped and
 * each further write is an {@link EgressException}, so there is no silent hole.
 *
 * <pre>
 * Owner       the thread that writes; the producer's I/O thread acknowledges
 * Invariants  no more than a window of records is under way; nothing is sent after a failure is known
 * Progress    a write waits for room in the window, no longer than the delivery timeout
 * </pre>
 */
public final class KafkaSink implements RecordSink
{
    /** To which partition a record goes. */
    public enum Placing
    {
        /**
         * To the one that it came from. Where the topic does not have that, by its key or, without one, to its partition modulo
         * the topic's: records of one partition that have the same key, or none, stay in order.
         */
        AS_IT_WAS,
        /**
         * As Kafka's client does it of its own accord: by its key (murmur2) or, without one, to any, a batch at a time. Records
         * of one key stay in order; those without a key do so where the topic has one partition.
         */
        BY_KEY
    }

    private static final int WINDOW = 1 << 16;
    private static final Duration LINGER = Duration.ofMillis(1);
    /** An outage that is shorter than this is endured. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long NS_PER_MS = 1_000_000;

    private final String bootstrap;
    private final String topic;
    private final int partitions;
    private final Placing placing;
    private final TopicLimits limits;
    private final Consumer<String> notices;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AcknowledgedPrefix acknowledged = new AcknowledgedPrefix(WINDOW);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    /** Which record failed first, for the message. */
    private volatile String failedAt = "";
    private final Set<Integer> moved = new HashSet<>();
    private long sent;
    private boolean surfaced;

    private KafkaSink(String bootstrap, String topic, Placing placing, TopicLimits limits, Consumer<String> notices,
            KafkaProducer<byte[], byte[]> producer)
    {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.placing = placing;
        this.limits = limits;
        this.notices = notices;
        partitions = producer.partitionsFor(topic).size();
        this.producer = producer;
    }

    /**
     * Connects.
     *
     * @param bootstrap host and port, or several with commas between
     * @param topic     one that exists
     * @param placing   to which partition records go
     * @param overrides client settings that come on top, say for security
     * @param notices   is told, once for each such partition, that its records go elsewhere; on the writing thread
     * @return ready to be written to
     * @throws KafkaUnreachableException when nobody answers within five seconds
     * @throws IllegalArgumentException  when there is no such topic
     */
    public static KafkaSink open(String bootstrap, String topic, Placing placing, Map<String, String> overrides,
            Consumer<String> notices)
    {
        return open(bootstrap, topic, placing, overrides, notices, PATIENCE);
    }

    static KafkaSink open(String bootstrap, String topic, Placing placing, Map<String, String> overrides,
            Consumer<String> notices, Duration patience)
    {
        TopicLimits limits;
        try (Topics topics = Topics.connect(bootstrap, ClientSettings.security(overrides)))
        {
            if (topics.partitions(topic) == 0)
            {
                throw Topics.noSuchTopic(bootstrap, topic);
            }
            limits = topics.limits(topic);
        }
        Map<String, String> settings = new HashMap<>();
        if (limits.batchBytes() > 0)
        {
            // the client's own limit, which it checks for each record, is that of the topic
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(limits.batchBytes()));
        }
        settings.putAll(overrides);
        EgressOptions options = EgressOptions.of("ringmain-sink", bootstrap, topic).withLinger(LINGER)
                .withBounds(patience, patience).withOverrides(settings);
        return new KafkaSink(bootstrap, topic, placing, limits, notices, EgressProducer.open(options));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of whatever the future would
    public void write(LogRecord record)
    {
        if (limits.needsKeys() && record.keyLength() == LogRecord.NONE)
        {
            throw new RecordRefusedException(
                    "topic %s is compacted, and takes no record without a key".formatted(topic));
        }
        awaitRoom();
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, partition(record), timestamp(record),
                record.keyBytes(), record.valueBytes());
        record.forEachHeader(out.headers()::add);
        Acknowledgement acknowledgement = new Acknowledgement(sent, record);
        try
        {
            producer.send(out, acknowledgement);
        }
        catch (RuntimeException e)
        {
            // closed by a failure that came between; or an interrupt
            failure.compareAndSet(null, e);
        }
        if (acknowledgement.refused != null)
        {
            throw new RecordRefusedException("topic %s%s does not take it: %s".formatted(topic,
                    limits.batchBytes() == 0 ? "" : " (max.message.bytes=" + limits.batchBytes() + ")",
                    acknowledgement.refused.getMessage()));
        }
        sent++;
        throwIfFailed();
    }

    private void awaitRoom()
    {
        throwIfFailed();
        while (sent - acknowledged.count() >= acknowledged.window())
        {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            throwIfFailed();
        }
    }

    private Integer partition(LogRecord record)
    {
        if (placing == Placing.BY_KEY)
        {
            return null;
        }
        int wanted = record.partition();
        if (wanted < partitions)
        {
            return wanted;
        }
        if (moved.add(wanted))
        {
            notices.accept("topic %s has %d partitions, so records of partition %d go by their key".formatted(topic,
                    partitions, wanted));
        }
        return record.keyLength() == LogRecord.NONE ? Integer.valueOf(wanted % partitions) : null;
    }

    private static Long timestamp(LogRecord record)
    {
        // Kafka refuses times before 1970
        return record.timeNs() == Timed.NO_TIME || record.timeNs() < 0
                ? null
                : Long.valueOf(record.timeNs() / NS_PER_MS);
    }

    /** The producer sends what it has by itself, after {@link #LINGER} at most. */
    @Override
    public void flush()
    {
        throwIfFailed();
    }

    @Override
    public long acknowledged()
    {
        return acknowledged.count();
    }

    @Override
    public void close()
    {
        try
        {
            if (failure.get() == null)
            {
                producer.flush();
            }
        }
        finally
        {
            producer.close(Duration.ofSeconds(1));
        }
        if (!surfaced && acknowledged.count() < sent)
        {
            throw failed();
        }
    }

    private void throwIfFailed()
    {
        if (failure.get() != null)
        {
            throw failed();
        }
    }

    private EgressException failed()
    {
        surfaced = true;
        Exception cause = failure.get();
        return new EgressException(
                "sending to topic %s at %s has failed, %d of %d records are not acknowledged%s (%s); nothing more is sent%s"
                        .formatted(topic, bootstrap, sent - acknowledged.count(), sent, failedAt,
                                cause == null ? "closed while they were under way" : cause.getMessage(),
                                cause instanceof RetriableException ? ": is the broker still there?" : ""),
                cause);
    }

    private final class Acknowledgement implements Callback
    {
        private final long record;
        private final int partition;
        private final long position;
        private final Thread writer = Thread.currentThread();
        /** What is too large is found out within the send, on the writing thread, and nothing of it was sent. */
        private RecordTooLargeException refused;

        Acknowledgement(long record, LogRecord from)
        {
            this.record = record;
            partition = from.partition();
            position = from.position();
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception)
        {
            if (exception == null)
            {
                acknowledged.acknowledged(record);
            }
            else if (exception instanceof RecordTooLargeException tooLarge && Thread.currentThread() == writer)
            {
                refused = tooLarge;
            }
            else if (failure.compareAndSet(null, exception))
            {
                failedAt = ", beginning with that of partition %d at position %d".formatted(partition, position);
                // on the producer's thread this only sets a flag; what is still in memory is dropped, not sent later
                producer.close(Duration.ZERO);
            }
        }
    }
}
