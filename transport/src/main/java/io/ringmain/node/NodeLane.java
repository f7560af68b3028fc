package io.ringmain.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.ringmain.event.Positioned;
import io.ringmain.kafka.EgressException;
import io.ringmain.kafka.GroupIngress;
import io.ringmain.kafka.LaneOutput;
import io.ringmain.kafka.PartitionFeed;
import io.ringmain.kafka.PartitionOwner;
import io.ringmain.recovery.Snapshot;

/**
 * The thread that handles a node's partitions, turn by turn, and commits.
 *
 * <pre>
 *   ingress ══ feeds ══▶  ┌ lane ────────────────────────────────┐
 *                         │ orders · let go · turns · commit ·   │ ══▶ output
 *   restore ── tasks ──▶  │ snapshots                            │ ──▶ restore: snapshots that are covered by a commit
 *                         └──────────────────────────────────────┘
 *
 * Owner       the lane's thread owns every task that is active
 * Readers     any thread reads the status; the ingress and the restoring thread give orders through a queue
 * Invariants  a partition that is asked back is committed and let go between two turns
 * Progress    never waits for Kafka; parks 10 ms at most when there is nothing to do
 * </pre>
 */
final class NodeLane<E extends Positioned> implements PartitionOwner
{
    /** Records in one turn of a partition: what a lane does before it looks at the others and at the clock. */
    private static final int TURN = 1024;
    private static final long SHORT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LONG_PARK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long BUSY = -1;
    private static final long FINISH_NS = TimeUnit.SECONDS.toNanos(60);

    private final NodeOptions options;
    private final Thread thread;
    private final CommitLatency latency = new CommitLatency();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    /** Written by the lane; read by any thread. */
    private final List<PartitionTask<E>> tasks = new CopyOnWriteArrayList<>();
    /** A standby's, by partition, until they are taken over. */
    private final Map<Integer, PartitionTask<E>> followed = new HashMap<>();
    /** The ingress adds, the lane takes away. */
    private final List<PartitionFeed> restoring = new CopyOnWriteArrayList<>();
    private final Map<PartitionTask<E>, Snapshot> unsent = new HashMap<>();
    private GroupIngress ingress;
    private LaneOutput output;
    private RestoreThread<E> restore;
    private long busyNs = System.nanoTime();
    private long stopNs;
    private volatile boolean woken;
    private volatile boolean stopping;
    private volatile Throwable failure;
    // what tasks that are gone have done
    private final Map<String, Histogram> ofGone = new LinkedHashMap<>();
    private final AtomicLong eventsIn = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();

    NodeLane(String member, NodeOptions options)
    {
        this.options = options;
        thread = new Thread(this::run, member + "/lane");
    }

    void start(GroupIngress itsIngress, LaneOutput itsOutput, RestoreThread<E> itsRestore)
    {
        ingress = itsIngress;
        output = itsOutput;
        restore = itsRestore;
        thread.start();
    }

    /** On the ingress thread. */
    @Override
    public void assigned(PartitionFeed feed)
    {
        // at once, so that nobody takes a node for ready that has not begun
        restoring.add(feed);
        order(() -> restore(feed));
    }

    /** On the ingress thread. */
    @Override
    public void rebalanced()
    {
        order(this::dropUnclaimed);
    }

    /** What was followed and is somebody else's now will be restored if it comes. */
    private void dropUnclaimed()
    {
        for (PartitionTask<E> task : List.copyOf(followed.values()))
        {
            if (restoring.stream().noneMatch(feed -> feed.partition().partition() == task.partition()))
            {
                followed.remove(task.partition());
                discard(task);
            }
        }
    }

    /** From any thread. */
    @Override
    public void wake()
    {
        if (!woken)
        {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** From any thread. */
    @Override
    public boolean hasEnded()
    {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** From any thread. */
    @Override
    public void failed(Throwable cause)
    {
        order(() ->
        {
            if (!stopping)
            {
                throw cause instanceof RuntimeException unchecked
                        ? unchecked
                        : new IllegalStateException(cause.getMessage(), cause);
            }
        });
    }

    /** On the restoring thread: a partition is ready. */
    void prepared(PartitionFeed feed, PartitionTask<E> task)
    {
        order(() -> activate(feed, task));
        if (!thread.isAlive())
        {
            // nobody is there to take it
            task.close();
        }
    }

    /** On the restoring thread: one that was followed can be taken over. */
    void prepared(PartitionFeed feed, long committed)
    {
        order(() -> takeOver(feed, committed));
    }

    /** On the restoring thread: what others have committed. */
    void committedByOthers(Map<Integer, Long> committed)
    {
        order(() -> followed.forEach((partition, task) ->
        {
            if (committed.containsKey(partition))
            {
                task.followTo(committed.get(partition));
            }
        }));
    }

    /** Handles no more, commits what was handled, writes what state is worth it, ends. Waits for the thread. */
    void finish()
    {
        order(() ->
        {
            stopNs = System.nanoTime();
            stopping = true;
        });
        boolean interrupted = false;
        long deadlineNs = System.nanoTime() + FINISH_NS;
        while (thread.isAlive() && System.nanoTime() - deadlineNs < 0)
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
                    TimeUnit.NANOSECONDS.toSeconds(FINISH_NS) + " s; it is in " +
                    (stack.length == 0 ? "no method" : stack[0]) + ". Does a stage never return?");
        }
    }

    Throwable failure()
    {
        return failure;
    }

    CommitLatency latency()
    {
        return latency;
    }

    List<PartitionTask<E>> tasks()
    {
        return tasks;
    }

    /** Which are to come; one moves to the tasks before it goes from here. */
    List<PartitionFeed> restoring()
    {
        return restoring;
    }

    long eventsIn()
    {
        return eventsIn.get() + tasks.stream().mapToLong(PartitionTask::eventsIn).sum();
    }

    long replayed()
    {
        return replayed.get() + tasks.stream().mapToLong(PartitionTask::replayed).sum();
    }

    /** Of all tasks that there are or were. Any thread. */
    Map<String, Histogram> stageLatency()
    {
        Map<String, Histogram> total = new LinkedHashMap<>();
        synchronized (ofGone)
        {
            ofGone.forEach((stage, histogram) -> total.put(stage, histogram.copy()));
            tasks.forEach(task -> task.addLatency(total));
        }
        return total;
    }

    private void order(Runnable order)
    {
        orders.add(order);
        wake();
    }

    private void run()
    {
        try
        {
            while (!(stopping && settled()))
            {
                int work = doWork(System.nanoTime());
                if (work == 0 && !woken)
                {
                    LockSupport.parkNanos(isAnythingUncommitted() ? SHORT_PARK_NS : LONG_PARK_NS);
                }
                woken = false;
            }
            writeLastSnapshots();
        }
        catch (Throwable e)
        {
            failure = e;
        }
        finally
        {
            end();
        }
    }

    /** One turn: whatever is to be done now. */
    private int doWork(long nowNs)
    {
        int work = 0;
        for (Runnable order = orders.poll(); order != null; order = orders.poll())
        {
            order.run();
            work++;
        }
        letGo();
        boolean hasRoom = output.hasRoom();
        for (PartitionTask<E> task : tasks)
        {
            if (!stopping && hasRoom && task.feed().state() == PartitionFeed.State.ASSIGNED)
            {
                work += task.turn(TURN);
                readWhatIsWanted(task);
                hasRoom = output.hasRoom();
            }
        }
        long commits = output.commits();
        boolean isIdle = work == 0 && hasRoom;
        busyNs = isIdle ? busyNs : nowNs;
        work += output.doWork(nowNs, isIdle ? nowNs - busyNs : BUSY);
        if (output.commits() != commits)
        {
            committed(nowNs);
        }
        takeSnapshot(nowNs);
        sendCovered();
        output.failure().ifPresent(cause ->
        {
            throw cause;
        });
        return work;
    }

    private void restore(PartitionFeed feed)
    {
        PartitionTask<E> warm = followed.get(feed.partition().partition());
        restore.prepare(feed, warm == null ? PartitionFeed.NOTHING : warm.position());
    }

    private void activate(PartitionFeed feed, PartitionTask<E> task)
    {
        if (!restoring.contains(feed))
        {
            task.close();
            return;
        }
        long nowNs = System.nanoTime();
        tasks.add(task);
        restoring.remove(feed);
        if (restore.isFollowing())
        {
            followed.put(task.partition(), task);
            task.follow(nowNs);
        }
        else
        {
            // one that was followed could not be used
            PartitionTask<E> warm = followed.remove(task.partition());
            if (warm != null)
            {
                discard(warm);
            }
            task.activate(output, nowNs);
        }
        readWhatIsWanted(task);
    }

    private void takeOver(PartitionFeed feed, long committed)
    {
        PartitionTask<E> task = followed.remove(feed.partition().partition());
        if (!restoring.remove(feed))
        {
            discard(task);
            return;
        }
        task.takeOver(feed, committed, output);
        readWhatIsWanted(task);
    }

    private void readWhatIsWanted(PartitionTask<E> task)
    {
        long from = task.takeWish();
        if (from != PartitionFeed.NOTHING)
        {
            ingress.read(task.feed(), from);
        }
    }

    /** What is asked back, or taken away. */
    private void letGo()
    {
        restoring.removeIf(feed ->
        {
            boolean goes = feed.state() != PartitionFeed.State.ASSIGNED;
            if (goes)
            {
                feed.release(PartitionFeed.NOTHING);
            }
            return goes;
        });
        for (PartitionTask<E> task : tasks)
        {
            switch (task.feed().state())
            {
                case REVOKING -> release(task);
                case LOST -> {
                    if (!followed.containsValue(task))
                    {
                        discard(task);
                    }
                }
                default -> {
                    // stays
                }
            }
        }
    }

    private void release(PartitionTask<E> task)
    {
        if (task.outbox() == null)
        {
            task.feed().release(PartitionFeed.NOTHING);
        }
        else if (!task.isLive())
        {
            // handled nothing of its own yet
            discard(task);
            task.feed().release(PartitionFeed.NOTHING);
        }
        else if (output.isSettled(task.outbox()))
        {
            long toCommit = output.toCommit(task.outbox());
            task.recordCommitted(System.nanoTime(), latency);
            discard(task);
            task.feed().release(toCommit);
        }
        else
        {
            output.commitSoon();
        }
    }

    private void discard(PartitionTask<E> task)
    {
        synchronized (ofGone)
        {
            tasks.remove(task);
            task.addLatency(ofGone);
        }
        unsent.remove(task);
        eventsIn.lazySet(eventsIn.getPlain() + task.eventsIn());
        replayed.lazySet(replayed.getPlain() + task.replayed());
        if (task.outbox() != null)
        {
            output.close(task.outbox());
        }
        task.close();
    }

    private void committed(long nowNs)
    {
        for (PartitionTask<E> task : tasks)
        {
            if (task.outbox() != null)
            {
                task.recordCommitted(nowNs, latency);
            }
        }
    }

    private static long offsetOf(Snapshot snapshot)
    {
        return snapshot.position().positions().values().iterator().next();
    }

    /** One at a time, so that the others do not wait for all. */
    private void takeSnapshot(long nowNs)
    {
        if (restore.isSending() || !unsent.isEmpty() || stopping)
        {
            return;
        }
        for (PartitionTask<E> task : tasks)
        {
            if (task.isSnapshotDue(nowNs, options.snapshotInterval().toNanos(), options.snapshotEvents()))
            {
                unsent.put(task, task.snapshot(nowNs));
                return;
            }
        }
    }

    /** The commit may come before the snapshot, and then no other may ever come. */
    private void sendCovered()
    {
        // at nearly every turn, which is not to allocate
        if (unsent.isEmpty())
        {
            return;
        }
        for (Iterator<Map.Entry<PartitionTask<E>, Snapshot>> each = unsent.entrySet().iterator(); each.hasNext();)
        {
            Map.Entry<PartitionTask<E>, Snapshot> its = each.next();
            if (its.getKey().outbox().committed() >= offsetOf(its.getValue()))
            {
                send(its.getKey(), its.getValue());
                each.remove();
            }
        }
    }

    private void send(PartitionTask<E> task, Snapshot snapshot)
    {
        restore.send(task.partition(), offsetOf(snapshot), snapshot.file());
    }

    /** Of all that was handled, also where a snapshot of it is written already and waits for its commit. */
    private void writeLastSnapshots()
    {
        for (PartitionTask<E> task : tasks)
        {
            if (task.feed().state() == PartitionFeed.State.ASSIGNED)
            {
                Snapshot last = task.hasUnwrittenState() ? task.snapshot(System.nanoTime()) : unsent.get(task);
                if (last != null)
                {
                    send(task, last);
                }
            }
        }
        restore.awaitSent();
    }

    private boolean isAnythingUncommitted()
    {
        for (PartitionTask<E> task : tasks)
        {
            if (task.outbox() != null && task.outbox().committed() != task.outbox().handled())
            {
                return true;
            }
        }
        return false;
    }

    /** Whether all that was handled is committed, or can be by the group when it is let go. */
    private boolean settled()
    {
        if (System.nanoTime() - stopNs > DRAIN_NS)
        {
            throw new EgressException("what was handled is not committed after " +
                    TimeUnit.NANOSECONDS.toSeconds(DRAIN_NS) + " s" +
                    output.trouble().map(trouble -> ": " + trouble).orElse("") +
                    "; it will be handled again", null);
        }
        boolean all = true;
        for (PartitionTask<E> task : tasks)
        {
            all &= !task.isLive() || task.feed().state() == PartitionFeed.State.LOST ||
                    output.isSettled(task.outbox());
        }
        if (!all)
        {
            output.commitSoon();
        }
        return all;
    }

    /** Whatever has happened: lets go of everything, so that others can have it. */
    private void end()
    {
        if (failure != null)
        {
            ingress.leaveSoon();
        }
        for (PartitionFeed feed : restoring)
        {
            feed.release(PartitionFeed.NOTHING);
        }
        restoring.clear();
        List<PartitionTask<E>> open = new ArrayList<>(tasks);
        for (PartitionTask<E> task : open)
        {
            try
            {
                long toCommit = PartitionFeed.NOTHING;
                if (failure == null && task.isLive())
                {
                    toCommit = output.toCommit(task.outbox());
                    task.recordCommitted(System.nanoTime(), latency);
                }
                discard(task);
                task.feed().release(toCommit);
            }
            catch (RuntimeException e)
            {
                if (failure == null)
                {
                    failure = e;
                }
            }
        }
    }
}
