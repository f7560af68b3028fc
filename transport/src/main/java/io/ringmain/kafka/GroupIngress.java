package io.ringmain.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A member of a consumer group, as a thread that polls and hands over: each partition's records go to its
 * {@link PartitionFeed}. A lane that does not keep up pauses its partition, and only that; polling goes on, so the group
 * does not notice.
 *
 * <p>
 * Before a partition leaves, its lane is asked to commit and let go, and is given {@value PartitionRelease#PATIENCE_S} seconds; after
 * that it counts as lost. Reading begins where {@link #read} says, never where the group has committed: who handles the
 * records knows better. A position that the topic no longer has ends the reading.
 *
 * <pre>
 * Owner       the ingress thread owns the consumer from start to close
 * Readers     the lane orders readings and commits, through a queue; any thread asks for counters and the failure
 * Invariants  a partition is read only between assigned and revoked, and only from where it was told
 * Progress    a poll waits 10 ms at most, so an order does, too
 * </pre>
 */
public final class GroupIngress implements AutoCloseable
{
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PAUSED_POLL = Duration.ofMillis(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(PartitionRelease.PATIENCE_S + 5L);
    private static final Duration CONSUMER_CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionOwner owner;
    private final String group;
    private final String instance;
    private final Thread thread;
    private final Map<TopicPartition, PartitionFeed> feeds = new HashMap<>();
    private final FeedFlow flow;
    private final PartitionRelease release;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    // read by other threads
    private volatile ConsumerGroupMetadata metadata;
    private volatile boolean closing;
    private volatile Throwable failure;
    private final AtomicLong rebalances = new AtomicLong();

    private GroupIngress(GroupOptions options, KafkaConsumer<byte[], byte[]> consumer, PartitionOwner owner)
    {
        this.consumer = consumer;
        this.owner = owner;
        this.group = options.group();
        this.instance = options.instance();
        flow = new FeedFlow(consumer, feeds.values());
        release = new PartitionRelease(consumer, owner);
        thread = new Thread(this::run, options.member() + "/ingress");
    }

    /**
     * Joins the group.
     *
     * @param options which
     * @param owner   takes the partitions
     * @return joining
     */
    public static GroupIngress start(GroupOptions options, PartitionOwner owner)
    {
        GroupIngress ingress = new GroupIngress(options, GroupConsumer.open(options), owner);
        ingress.orders.add(() -> ingress.subscribe(options.topic()));
        ingress.thread.start();
        return ingress;
    }

    /**
     * Follows partitions without joining the group, until {@link #join}.
     *
     * @param options    the group that is not joined yet
     * @param partitions all that are followed
     * @param owner      takes them at once
     * @return reading nothing yet
     */
    public static GroupIngress follow(GroupOptions options, Collection<TopicPartition> partitions, PartitionOwner owner)
    {
        GroupIngress ingress = new GroupIngress(options, GroupConsumer.open(options), owner);
        ingress.orders.add(() ->
        {
            ingress.consumer.assign(partitions);
            ingress.begin(partitions);
        });
        ingress.thread.start();
        return ingress;
    }

    /**
     * Ends the following, whose feeds are lost by that, and joins the group. From any thread.
     *
     * @param topic whose partitions the group shares
     */
    public void join(String topic)
    {
        orders.add(() ->
        {
            feeds.values().forEach(PartitionFeed::lose);
            feeds.clear();
            consumer.unsubscribe();
            subscribe(topic);
        });
    }

    /**
     * Reads a partition from an offset on; once for each feed. From any thread.
     *
     * @param feed of the partition; when it is no longer this member's, nothing happens
     * @param from the first offset
     */
    public void read(PartitionFeed feed, long from)
    {
        orders.add(() ->
        {
            if (feeds.get(feed.partition()) == feed && feed.state() == PartitionFeed.State.ASSIGNED)
            {
                feed.beginReading(from);
                consumer.seek(feed.partition(), from);
                consumer.resume(List.of(feed.partition()));
            }
        });
    }

    /**
     * Commits offsets for the group. From any thread.
     *
     * @param offsets by partition
     * @param done    is told when it is done, null, or why it was not; on the ingress thread
     */
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Consumer<Exception> done)
    {
        orders.add(() ->
        {
            Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(offsets);
            ours.keySet().removeIf(partition -> !feeds.containsKey(partition));
            if (ours.isEmpty())
            {
                done.accept(null);
                return;
            }
            consumer.commitAsync(ours, (committed, exception) -> done.accept(exception));
        });
    }

    /**
     * What a transaction must name to commit offsets for the group.
     *
     * @return as of the last poll; null before the first
     */
    public ConsumerGroupMetadata metadata()
    {
        return metadata;
    }

    /**
     * How often partitions came or went.
     *
     * @return since the start
     */
    public long rebalances()
    {
        return rebalances.get();
    }

    /**
     * How often a partition was paused because its lane did not keep up.
     *
     * @return since the start
     */
    public long pauses()
    {
        return flow.pauses();
    }

    /**
     * Leaves the group: each partition is asked back first. Waits for the thread.
     *
     * @throws IllegalStateException when the thread does not end
     */
    @Override
    public void close()
    {
        leaveSoon();
        boolean interrupted = false;
        long deadlineNs = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        while (thread.isAlive() && System.nanoTime() < deadlineNs)
        {
            try
            {
                thread.join(100);
            }
            catch (InterruptedException e)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive())
        {
            StackTraceElement[] stack = thread.getStackTrace();
            throw new IllegalStateException("Thread " + thread.getName() + " has not ended within " +
                    CLOSE_PATIENCE.toSeconds() + " s of close(); it is in " +
                    (stack.length == 0 ? "no method" : stack[0]));
        }
    }

    private void run()
    {
        try
        {
            while (!closing)
            {
                doWork();
            }
        }
        catch (WakeupException e)
        {
            // closing
        }
        catch (FencedInstanceIdException e)
        {
            fail(new IllegalStateException("another node has joined group " + group + " as the same instance, " +
                    instance + ": give each its own", e));
        }
        catch (OffsetOutOfRangeException e)
        {
            fail(new IllegalStateException("the topic no longer has, or has not yet, what is to be read next: " +
                    e.offsetOutOfRangePartitions() +
                    " (partition=offset). Records may have been deleted before they were " +
                    "handled: let the topic keep more, then commit for group " + group +
                    " the offset from which it shall go on", e));
        }
        catch (Throwable e)
        {
            fail(e);
        }
        finally
        {
            leave();
        }
    }

    private void fail(Throwable cause)
    {
        failure = cause;
        owner.failed(cause);
    }

    /** Leaves the group as soon as it can, without being waited for. From any thread. */
    public void leaveSoon()
    {
        closing = true;
        consumer.wakeup();
    }

    private void leave()
    {
        try
        {
            if (failure == null)
            {
                release.letGo(List.copyOf(feeds.values()));
            }
            feeds.values().forEach(PartitionFeed::lose);
            // the consumer asks for them once more
            feeds.clear();
            consumer.close(CloseOptions.timeout(CONSUMER_CLOSE_PATIENCE));
        }
        catch (RuntimeException e)
        {
            if (failure == null)
            {
                fail(e);
            }
        }
    }

    /** One turn: orders, a poll, what it brought. */
    private void doWork()
    {
        for (Runnable order = orders.poll(); order != null; order = orders.poll())
        {
            order.run();
        }
        flow.resumeThoseWithRoom();
        if (feeds.isEmpty() && consumer.subscription().isEmpty())
        {
            LockSupport.parkNanos(PAUSED_POLL.toNanos());
            return;
        }
        flow.awaitRoomBriefly();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(flow.isAnyPaused() ? PAUSED_POLL : POLL);
        if (!consumer.subscription().isEmpty())
        {
            metadata = consumer.groupMetadata();
        }
        if (flow.handOver(records, System.nanoTime()))
        {
            owner.wake();
        }
    }

    private void subscribe(String topic)
    {
        consumer.subscribe(List.of(topic), new Rebalance());
    }

    private void begin(Collection<TopicPartition> partitions)
    {
        for (TopicPartition partition : partitions)
        {
            PartitionFeed feed = new PartitionFeed(partition);
            // any position, so that the consumer looks for none; it is paused until somebody knows the right one
            consumer.seek(partition, 0);
            feeds.put(partition, feed);
            owner.assigned(feed);
        }
        consumer.pause(partitions);
        owner.wake();
    }

    private final class Rebalance implements ConsumerRebalanceListener
    {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions)
        {
            metadata = consumer.groupMetadata();
            begin(partitions);
            // not before the owner knows of them: it would look like one that has nothing to do
            rebalances.lazySet(rebalances.getPlain() + 1);
            owner.rebalanced();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions)
        {
            rebalances.lazySet(rebalances.getPlain() + 1);
            // the members have agreed on a new generation by now, which the transaction that commits these must name
            metadata = consumer.groupMetadata();
            release.letGo(partitions.stream().map(feeds::get).filter(Objects::nonNull).toList());
            partitions.forEach(feeds::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions)
        {
            rebalances.lazySet(rebalances.getPlain() + 1);
            partitions.forEach(partition ->
            {
                PartitionFeed feed = feeds.remove(partition);
                if (feed != null)
                {
                    feed.lose();
                }
            });
            owner.wake();
        }
    }
}
