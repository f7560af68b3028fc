package io.ringmain.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.ringmain.event.Positioned;
import io.ringmain.kafka.GroupAdmin;
import io.ringmain.kafka.GroupIngress;
import io.ringmain.kafka.KafkaFailures;
import io.ringmain.kafka.PartitionFeed;
import io.ringmain.kafka.SnapshotTopic;

/**
 * Does for a lane what waits for Kafka: prepares partitions, sends snapshots, and for a standby looks what the group does.
 *
 * <p>
 * Owner: the thread member/restore; the lane gives it work. Progress: what fails because Kafka does not answer is tried again
 * for as long as it is wanted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // every task says by itself what became of it
final class RestoreThread<E extends Positioned> implements AutoCloseable
{
    private static final long RETRY_MS = 300;
    private static final long CLOSING_MS = 20;
    private static final long LOOK_MS = 200;
    private static final long SEND_PATIENCE_S = 10;
    private static final long PULSE_S = 3;

    private final NodeLane<E> lane;
    private final NodeOptions options;
    private final String group;
    private final GroupAdmin admin;
    private final SnapshotTopic snapshots;
    private final PartitionRestore<E> restore;
    private final ScheduledExecutorService executor;
    private final AtomicInteger sending = new AtomicInteger();
    /** By partition, whether the last one prepared is closed by now. */
    private final Map<Integer, AtomicBoolean> closed = new HashMap<>();
    private Future<?> lastSent;
    private GroupIngress ingress;
    private volatile boolean following;
    private volatile String trouble;
    private volatile String silence;

    RestoreThread(String member, String group, NodeLane<E> lane, NodeOptions options, GroupAdmin admin,
            SnapshotTopic snapshots, PartitionRestore<E> restore)
    {
        this.lane = lane;
        this.options = options;
        this.group = group;
        this.admin = admin;
        this.snapshots = snapshots;
        this.restore = restore;
        executor = Executors.newSingleThreadScheduledExecutor(task ->
        {
            Thread thread = new Thread(task, member + "/restore");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** For a standby, before the lane starts: looks at the group until nobody is in it, and then joins. */
    void follow(GroupIngress itsIngress)
    {
        ingress = itsIngress;
        following = true;
        executor.schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Else a node that has nothing to do would not notice that its broker is gone. */
    void lookNowAndThen()
    {
        executor.scheduleWithFixedDelay(this::isAnybodyThere, PULSE_S, PULSE_S, TimeUnit.SECONDS);
    }

    private void isAnybodyThere()
    {
        try
        {
            admin.committed();
            silence = null;
        }
        catch (RuntimeException e)
        {
            silence = "Kafka does not answer (" + KafkaFailures.reason(e) + "); it goes on when it does";
        }
    }

    boolean isFollowing()
    {
        return following;
    }

    String trouble()
    {
        String its = trouble;
        return its == null ? silence : its;
    }

    /** A partition has come; a warm one stands at a position already. */
    void prepare(PartitionFeed feed, long warmPosition)
    {
        executor.execute(() -> tryToPrepare(feed, warmPosition));
    }

    private void tryToPrepare(PartitionFeed feed, long warmPosition)
    {
        if (feed.state() != PartitionFeed.State.ASSIGNED)
        {
            return;
        }
        int partition = feed.partition().partition();
        if (options.journal() != null && !closed.getOrDefault(partition, new AtomicBoolean(true)).get())
        {
            trouble = "partition " + feed.partition() + " was lost and is back, and its journal is still being closed";
            executor.schedule(() -> tryToPrepare(feed, warmPosition), CLOSING_MS, TimeUnit.MILLISECONDS);
            return;
        }
        try
        {
            if (options.delivery() == Delivery.EXACTLY_ONCE && !following)
            {
                admin.fenceThoseGone(Node.memberPrefix(group));
            }
            Long committed = warmPosition == PartitionFeed.NOTHING
                    ? null
                    : admin.committed(List.of(feed.partition())).get(feed.partition());
            if (committed != null && committed >= warmPosition && warmPosition >= admin.begin(feed.partition()))
            {
                lane.prepared(feed, committed);
            }
            else
            {
                PartitionTask<E> task = restore.prepare(feed);
                closed.put(partition, task.closed());
                lane.prepared(feed, task);
            }
            trouble = null;
        }
        catch (RuntimeException | Error e)
        {
            if (KafkaFailures.isForGood(e))
            {
                lane.failed(e);
                return;
            }
            trouble = "partition " + feed.partition() + " cannot be restored yet (" + KafkaFailures.reason(e) +
                    "); trying again";
            executor.schedule(() -> tryToPrepare(feed, warmPosition), RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look()
    {
        try
        {
            Map<Integer, Long> committed = new HashMap<>();
            admin.committed().forEach((partition, offset) ->
            {
                if (partition.topic().equals(options.from()))
                {
                    committed.put(partition.partition(), offset);
                }
            });
            lane.committedByOthers(committed);
            Set<String> members = admin.members();
            trouble = null;
            if (members.isEmpty())
            {
                following = false;
                ingress.join(options.from());
                return;
            }
        }
        catch (RuntimeException e)
        {
            if (KafkaFailures.isForGood(e))
            {
                lane.failed(e);
                return;
            }
            trouble = "the group cannot be looked at (" + KafkaFailures.reason(e) + "); trying again";
        }
        executor.schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    boolean isSending()
    {
        return sending.get() > 0;
    }

    /** A snapshot whose position is committed. One that cannot be sent is left out: the next will be. */
    void send(int partition, long position, Path file)
    {
        sending.incrementAndGet();
        lastSent = executor.submit(() ->
        {
            try
            {
                snapshots.write(partition, position, file);
                trouble = null;
            }
            catch (RuntimeException e)
            {
                trouble = "a snapshot of partition " + partition + " was not sent (" + KafkaFailures.reason(e) +
                        "); a takeover replays more until the next is";
            }
            finally
            {
                sending.decrementAndGet();
            }
        });
    }

    /** On the lane. */
    void awaitSent()
    {
        if (lastSent == null)
        {
            return;
        }
        try
        {
            lastSent.get(SEND_PATIENCE_S, TimeUnit.SECONDS);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        catch (ExecutionException | TimeoutException e)
        {
            trouble = "the last snapshots were not sent: " + e;
        }
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
        try
        {
            executor.awaitTermination(SEND_PATIENCE_S, TimeUnit.SECONDS);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        snapshots.close();
    }

    /** Deletes a folder of files and folders of files. */
    static void delete(Path folder)
    {
        try (var files = Files.walk(folder))
        {
            for (Path file : (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator)
            {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException e)
        {
            // the system's temporary folder: somebody else cleans up there, too
        }
    }
}
