package io.ringmain.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Gives partitions back in good order: their lane commits and lets go first.
 *
 * <p>
 * Owner: the ingress thread, which waits for the lane here.
 */
final class PartitionRelease
{
    /** How long the lane has. */
    static final int PATIENCE_S = 15;

    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionOwner owner;

    PartitionRelease(KafkaConsumer<byte[], byte[]> consumer, PartitionOwner owner)
    {
        this.consumer = consumer;
        this.owner = owner;
    }

    /** Asks the lane to commit and let go, and waits for it. What it does not release in time is lost. */
    void letGo(List<PartitionFeed> feeds)
    {
        feeds.forEach(PartitionFeed::revoke);
        owner.wake();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!feeds.stream().allMatch(PartitionFeed::isReleased) && !owner.hasEnded() &&
                System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        commitReleased(feeds);
        feeds.stream().filter(feed -> !feed.isReleased()).forEach(PartitionFeed::lose);
    }

    private void commitReleased(List<PartitionFeed> released)
    {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PartitionFeed feed : released)
        {
            if (feed.isReleased() && feed.toCommit() != PartitionFeed.NOTHING)
            {
                offsets.put(feed.partition(), new OffsetAndMetadata(feed.toCommit()));
            }
        }
        if (offsets.isEmpty())
        {
            return;
        }
        try
        {
            consumer.commitSync(offsets, COMMIT_PATIENCE);
        }
        catch (WakeupException e)
        {
            // closing; the wake-up is used up now
            consumer.commitSync(offsets, COMMIT_PATIENCE);
        }
        catch (RetriableException | RebalanceInProgressException e)
        {
            // handled, and not committed: the next owner repeats it, as at least once allows
        }
    }
}
