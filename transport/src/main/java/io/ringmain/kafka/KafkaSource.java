package io.ringmain.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;

/**
 * All partitions of a topic, merged as they come: key, value, headers and time, and as its place the partition and the offset.
 * Ends where the topic ended when it was opened, or never.
 *
 * <p>
 * With a group, reading begins at the offsets that the group has committed, and what was {@linkplain #taken taken} is
 * committed for it; partitions are not shared out among a group's members, so one at a time. Threading: one thread.
 */
public final class KafkaSource implements RecordSource
{
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);
    private static final long COMMIT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** An outage that is shorter than this is endured. */
    private static final long OUTAGE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long NS_PER_MS = 1_000_000;

    private final KafkaSourceOptions options;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final long[] starts;
    private final long[] ends;
    /** The offset behind the last one handed out, by partition. */
    private final long[] next;
    private final Deque<Mark> marks = new ArrayDeque<>();

    private Iterator<ConsumerRecord<byte[], byte[]>> polled = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private long handedOut;
    private int lastPartition;
    private boolean nothingBefore;
    private long silentSinceNs = System.nanoTime();

    private long taken;
    private long[] toCommit;
    /** By this source; null: nothing yet. */
    private long[] committed;
    private boolean failing;
    private long failingSinceNs;
    private boolean closing;
    private long committedNs = System.nanoTime();

    /** Where the partitions stood when so many records were handed out. */
    private static final class Mark
    {
        private final long records;
        private final long[] next;

        Mark(long records, long[] next)
        {
            this.records = records;
            this.next = next;
        }
    }

    private KafkaSource(KafkaSourceOptions options, IngressConsumer ingress)
    {
        this.options = options;
        consumer = ingress.consumer();
        partitions = ingress.partitions();
        starts = new long[partitions.size()];
        ends = new long[partitions.size()];
        // of the consumer's isolation: transactions that are under way are not part of it
        Map<TopicPartition, Long> known = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions)
        {
            starts[partition.partition()] = ingress.progress().position(partition.partition());
            ends[partition.partition()] = known.get(partition);
        }
        next = starts.clone();
    }

    /**
     * Connects, and goes where reading begins.
     *
     * @param options what to read
     * @return before the first record
     * @throws KafkaUnreachableException when nobody answers within five seconds
     * @throws IllegalArgumentException  when there is no such topic, or where reading should begin is not within it
     */
    public static KafkaSource open(KafkaSourceOptions options)
    {
        Map<Integer, Long> from = new HashMap<>();
        Map<String, String> overrides = new HashMap<>(options.overrides());
        if (options.group() != null)
        {
            overrides.put(ConsumerConfig.GROUP_ID_CONFIG, options.group());
            try (Topics topics = Topics.connect(options.bootstrap(), ClientSettings.security(options.overrides())))
            {
                from.putAll(topics.committedOffsets(options.group(), options.topic()));
            }
        }
        from.putAll(options.from());
        IngressConsumer consumer = IngressConsumer
                .open(IngressOptions.of("ringmain-source", options.bootstrap(), options.topic()).withFrom(from)
                        .withOverrides(overrides));
        try
        {
            return new KafkaSource(options, consumer);
        }
        catch (RuntimeException e)
        {
            consumer.consumer().close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    @Override
    public Polled next(LogRecord record)
    {
        while (true)
        {
            while (polled.hasNext())
            {
                ConsumerRecord<byte[], byte[]> one = polled.next();
                if (options.follow() || one.offset() < ends[one.partition()])
                {
                    hand(one, record);
                    return Polled.RECORD;
                }
            }
            mark();
            if (!options.follow() && atEnd())
            {
                return Polled.END;
            }
            ConsumerRecords<byte[], byte[]> some = consumer.poll(nothingBefore ? MOMENT : Duration.ZERO);
            nothingBefore = some.isEmpty();
            if (nothingBefore)
            {
                checkSilence();
                return !options.follow() && atEnd() ? Polled.END : Polled.NOTHING_YET;
            }
            silentSinceNs = System.nanoTime();
            polled = some.iterator();
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> from, LogRecord record)
    {
        record.clear().key(from.key()).value(from.value()).position(from.partition(), from.offset());
        if (from.timestamp() >= 0)
        {
            record.timeNs(from.timestamp() * NS_PER_MS);
        }
        for (Header header : from.headers())
        {
            record.addHeader(header.key(), header.value());
        }
        next[from.partition()] = from.offset() + 1;
        lastPartition = from.partition();
        handedOut++;
    }

    private boolean atEnd()
    {
        for (TopicPartition partition : partitions)
        {
            // the consumer's own position is past what is no record: the marks of transactions, what compaction took out
            if (consumer.position(partition) < ends[partition.partition()])
            {
                return false;
            }
        }
        return true;
    }

    /** A client whose broker is gone says nothing for ever. Whoever follows a topic waits for it to come back. */
    private void checkSilence()
    {
        if (!options.follow() && System.nanoTime() - silentSinceNs > SILENCE_NS)
        {
            Topics.connect(options.bootstrap(), ClientSettings.security(options.overrides())).close();
            silentSinceNs = System.nanoTime();
        }
    }

    private void mark()
    {
        if (options.group() != null && (marks.isEmpty() || marks.getLast().records < handedOut))
        {
            marks.add(new Mark(handedOut, next.clone()));
        }
    }

    @Override
    public void taken(long records)
    {
        if (options.group() == null)
        {
            return;
        }
        taken = records;
        while (!marks.isEmpty() && marks.getFirst().records <= records)
        {
            toCommit = marks.removeFirst().next;
        }
        if (toCommit != null && System.nanoTime() - committedNs >= COMMIT_INTERVAL_NS)
        {
            commit();
        }
    }

    private void commit()
    {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions)
        {
            offsets.put(partition, new OffsetAndMetadata(toCommit[partition.partition()]));
        }
        try
        {
            consumer.commitSync(offsets, COMMIT_PATIENCE);
        }
        catch (RetriableException e)
        {
            long nowNs = System.nanoTime();
            failingSinceNs = failing ? failingSinceNs : nowNs;
            failing = true;
            if (closing || nowNs - failingSinceNs > OUTAGE_NS)
            {
                throw notCommitted(e);
            }
            // what was taken is safe meanwhile; the next turn but a few tries again
            committedNs = nowNs;
            return;
        }
        catch (KafkaException e)
        {
            throw notCommitted(e);
        }
        failing = false;
        committed = toCommit;
        toCommit = null;
        committedNs = System.nanoTime();
    }

    private KafkaException notCommitted(KafkaException e)
    {
        return new KafkaException(
                "the offsets of group %s cannot be committed (%s); what was taken is safe, and comes again when the group goes on"
                        .formatted(options.group(), e.getMessage()),
                e);
    }

    @Override
    public double share()
    {
        if (options.follow())
        {
            return UNKNOWN;
        }
        double done = 0;
        double all = 0;
        for (int i = 0; i < ends.length; i++)
        {
            done += next[i] - starts[i];
            all += Math.max(0, ends[i] - starts[i]);
        }
        return all == 0 ? 1 : Math.min(1, done / all);
    }

    @Override
    public String where()
    {
        return "offset %d of partition %d of topic %s".formatted(next[lastPartition] - 1, lastPartition,
                options.topic());
    }

    /** Commits for the group what was taken, to the record. */
    @Override
    public void close()
    {
        try
        {
            // marks are set now and then; who stops in between has taken all, or all but the one in hand
            if (options.group() != null && handedOut > 0 && taken >= handedOut - 1)
            {
                toCommit = next.clone();
                toCommit[lastPartition] -= handedOut - taken;
            }
            if (toCommit != null && !Arrays.equals(toCommit, committed))
            {
                closing = true;
                commit();
            }
        }
        finally
        {
            consumer.close(CloseOptions.timeout(COMMIT_PATIENCE));
        }
    }
}
