package io.ringmain.kafka;

import java.util.concurrent.atomic.AtomicLong;

import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's records on their way from the thread that polls to the lane that handles them, for as long as this member
 * of the group has the partition.
 *
 * <pre>
 *   ASSIGNED ──▶ REVOKING ──▶ RELEASED       asked back: the lane commits what it has handled, and lets go
 *       └───────────┴───────▶ LOST           taken away: nothing more may be committed
 *
 * Owner       the ingress thread offers, asks back, and takes away
 * Readers     the lane polls, and releases
 * Invariants  batches come in order, without a gap
 * Progress    wait-free for both; the ingress pauses the partition long before the queue is full
 * </pre>
 */
public final class PartitionFeed
{
    /** No offset. */
    public static final long NOTHING = -1;

    /** More batches than the ingress ever lets wait. */
    private static final int QUEUE = 1024;

    /** Where it stands between the group and the lane. */
    public enum State
    {
        /** This member's. */
        ASSIGNED,
        /** To be committed and let go. */
        REVOKING,
        /** Let go by the lane. */
        RELEASED,
        /** Somebody else's already. */
        LOST
    }

    private final TopicPartition partition;
    private final OneToOneConcurrentArrayQueue<PartitionBatch> queue = new OneToOneConcurrentArrayQueue<>(QUEUE);
    private final AtomicLong takenBytes = new AtomicLong();
    private volatile State state = State.ASSIGNED;
    // written by the lane before it releases
    private long toCommit = NOTHING;
    // the ingress thread's
    private long offeredBytes;
    private long next = NOTHING;
    private boolean pausedForRoom;
    private volatile long end = NOTHING;

    PartitionFeed(TopicPartition partition)
    {
        this.partition = partition;
    }

    /**
     * Which one.
     *
     * @return topic and number
     */
    public TopicPartition partition()
    {
        return partition;
    }

    /**
     * Where it stands.
     *
     * @return as of now
     */
    public State state()
    {
        return state;
    }

    /**
     * Takes the next batch. On the lane.
     *
     * @return null when there is none yet
     */
    public PartitionBatch poll()
    {
        PartitionBatch batch = queue.poll();
        if (batch != null)
        {
            takenBytes.lazySet(takenBytes.getPlain() + batch.bytes());
        }
        return batch;
    }

    /**
     * Lets it go. On the lane, which will not touch it again.
     *
     * @param handled the offset behind what was handled and acknowledged, to be committed for the group; {@link #NOTHING}
     *                when that was done, or nothing was handled
     */
    public void release(long handled)
    {
        toCommit = handled;
        // pairs with the look at the state in isReleased()
        if (state != State.LOST)
        {
            state = State.RELEASED;
        }
    }

    /**
     * The offset behind the last record that is readable, as the last fetch saw it.
     *
     * @return {@link #NOTHING} when nothing is known yet
     */
    public long end()
    {
        return end;
    }

    /** On the ingress thread, like all that follow. */
    void revoke()
    {
        if (state == State.ASSIGNED)
        {
            state = State.REVOKING;
        }
    }

    boolean isReleased()
    {
        return state == State.RELEASED;
    }

    /** Once it is released. */
    long toCommit()
    {
        return toCommit;
    }

    void lose()
    {
        state = State.LOST;
    }

    void beginReading(long from)
    {
        next = from;
    }

    boolean isRead()
    {
        return next >= 0 && state == State.ASSIGNED;
    }

    long next()
    {
        return next;
    }

    void offer(PartitionBatch batch)
    {
        offeredBytes += batch.bytes();
        next = batch.next();
        if (!queue.offer(batch))
        {
            throw new IllegalStateException("more than " + QUEUE + " batches of " + partition +
                    " wait for their lane, though reading was to pause before that");
        }
    }

    long waitingBytes()
    {
        return offeredBytes - takenBytes.get();
    }

    boolean isNearlyFull(long limitBytes)
    {
        return waitingBytes() > limitBytes || queue.size() > QUEUE / 2;
    }

    boolean isPausedForRoom()
    {
        return pausedForRoom;
    }

    void pausedForRoom(boolean paused)
    {
        pausedForRoom = paused;
    }

    void end(long newEnd)
    {
        end = newEnd;
    }
}
