package io.ringmain.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What was polled goes to the lane, and no more than it can take: a partition whose lane does not keep up is paused until it
 * has room again.
 *
 * <p>
 * Owner: the ingress thread. Readers: any thread asks how often something was paused.
 */
final class FeedFlow
{
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int BRIEF_LOOKS = 50;
    /** How many bytes wait for the lane at most, of all partitions. */
    private static final long WAITING_BYTES = 512L << 10;
    private static final long LEAST_WAITING_BYTES = 64L << 10;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<PartitionFeed> feeds;
    private final AtomicLong pauses = new AtomicLong();
    private boolean anyPaused;

    /**
     * Nothing is paused yet.
     *
     * @param feeds a view of those that the member has
     */
    FeedFlow(KafkaConsumer<byte[], byte[]> consumer, Collection<PartitionFeed> feeds)
    {
        this.consumer = consumer;
        this.feeds = feeds;
    }

    boolean isAnyPaused()
    {
        return anyPaused;
    }

    /** Since the start. Any thread. */
    long pauses()
    {
        return pauses.get();
    }

    /** A lane that is merely busy has room again soon; pausing is for one that is stuck. */
    void awaitRoomBriefly()
    {
        for (int i = 0; i < BRIEF_LOOKS && !anyPaused && isEveryFeedFull(); i++)
        {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    private boolean isEveryFeedFull()
    {
        boolean any = false;
        for (PartitionFeed feed : feeds)
        {
            if (feed.isRead())
            {
                any = true;
                if (!feed.isNearlyFull(limitBytes()))
                {
                    return false;
                }
            }
        }
        return any;
    }

    boolean handOver(ConsumerRecords<byte[], byte[]> records, long nowNs)
    {
        boolean any = false;
        for (PartitionFeed feed : feeds)
        {
            if (!feed.isRead())
            {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> its = records.records(feed.partition());
            long behind = its.isEmpty() ? feed.next() : its.get(its.size() - 1).offset() + 1;
            // past what is no record: the marks of transactions, what compaction took out
            long next = Math.max(behind, position(feed));
            if (!its.isEmpty() || next > feed.next())
            {
                feed.offer(new PartitionBatch(its, next, bytes(its), nowNs));
                any = true;
            }
            OptionalLong lag = consumer.currentLag(feed.partition());
            if (lag.isPresent())
            {
                feed.end(next + lag.getAsLong());
            }
            if (feed.isNearlyFull(2 * limitBytes()))
            {
                consumer.pause(List.of(feed.partition()));
                feed.pausedForRoom(true);
                anyPaused = true;
                pauses.lazySet(pauses.getPlain() + 1);
            }
        }
        return any;
    }

    /** While the broker is away nobody can say whether a position is still right; then it has not moved. */
    private long position(PartitionFeed feed)
    {
        try
        {
            return consumer.position(feed.partition(), Duration.ZERO);
        }
        catch (TimeoutException e)
        {
            return feed.next();
        }
    }

    private static long bytes(List<ConsumerRecord<byte[], byte[]>> records)
    {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records)
        {
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
        return bytes;
    }

    private long limitBytes()
    {
        return Math.max(LEAST_WAITING_BYTES, WAITING_BYTES / Math.max(1, feeds.size()));
    }

    void resumeThoseWithRoom()
    {
        if (!anyPaused)
        {
            return;
        }
        anyPaused = false;
        for (PartitionFeed feed : feeds)
        {
            if (feed.isPausedForRoom() && feed.isRead())
            {
                if (feed.isNearlyFull(limitBytes() / 2))
                {
                    anyPaused = true;
                }
                else
                {
                    feed.pausedForRoom(false);
                    consumer.resume(List.of(feed.partition()));
                }
            }
        }
    }
}
