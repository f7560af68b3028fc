package io.ringmain.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A lane's way out: sends what its partitions write, and commits how far they are handled. What is sent is kept until it is
 * committed, so that a failure costs nothing but a second way to the broker.
 *
 * <pre>
 *   due for a commit   nothing to do and something uncommitted      at once, but not twice within 5 ms, 10 in transactions,
 *                                                                and once the pause has lasted 5 ms if it is more than 1 MB
 *                      busy                                         each commit interval
 *                      128 k records or 24 MB are uncommitted       at once
 *
 * Owner       the lane calls every method, save where it says otherwise
 * Readers     any thread asks for counters, the trouble and the failure
 * Invariants  what an outbox has sent and its position become visible together, or are sent again together
 * Progress    no method waits for Kafka, save close()
 * </pre>
 */
public abstract sealed class LaneOutput implements AutoCloseable permits TransactionalOutput, AcknowledgedOutput
{
    static final int MAX_RECORDS = 1 << 17;
    static final long MAX_BYTES = 24L << 20;
    /** A lane that runs farther ahead of the broker gains nothing, and makes every commit wait for all of it. */
    static final long WAITING_BYTES = 2L << 20;
    /** With that much uncommitted, a lane that has nothing to do is likely to have more at once. */
    private static final long MUCH_BYTES = 1L << 20;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int RECORD_OVERHEAD = 70;

    final OutputOptions options;
    final List<Outbox> outboxes = new ArrayList<>();
    final KeptRecords.Pool kept = new KeptRecords.Pool();
    private final long intervalNs;
    private final long leastGapNs;
    private long lastCommitNs;
    private boolean soon;
    private int openRecords;
    private long openBytes;
    // written by the lane alone
    private final AtomicLong recordsOut = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private volatile EgressException failure;
    private volatile String trouble;

    LaneOutput(OutputOptions options, Duration leastGap)
    {
        this.leastGapNs = leastGap.toNanos();
        this.options = options;
        this.intervalNs = options.commitInterval().toNanos();
    }

    /**
     * Takes in a partition.
     *
     * @param feed        brings its records
     * @param position    where its handling begins
     * @param isCommitted whether the group has committed that; else that is done, too
     * @return what it sends goes through this
     */
    public final Outbox open(PartitionFeed feed, long position, boolean isCommitted)
    {
        Outbox outbox = new Outbox(feed, this, position, isCommitted);
        outboxes.add(outbox);
        return outbox;
    }

    /**
     * Forgets a partition: all of it is committed, or it is somebody else's.
     *
     * @param outbox of the partition
     */
    public final void close(Outbox outbox)
    {
        if (outboxes.remove(outbox))
        {
            makeRoom(outbox);
            closed(outbox);
            outbox.records().clear();
            outbox.cutRecords().clear();
        }
    }

    /**
     * Whether the lane may go on handling; else too much waits for Kafka.
     *
     * @return false until the broker has caught up
     */
    public final boolean hasRoom()
    {
        return !isFull() && !isAhead();
    }

    private boolean isFull()
    {
        return openRecords >= MAX_RECORDS || openBytes >= MAX_BYTES;
    }

    /** Whether as much as may waits for the broker's acknowledgement, or to be sent at all. */
    abstract boolean isAhead();

    final int openRecords()
    {
        return openRecords;
    }

    /** Handled since the last cut. */
    final long openBytes()
    {
        return openBytes;
    }

    /**
     * Goes on with commits and with recovering from failures.
     *
     * @param nowNs  the monotonic clock
     * @param idleNs for how long the lane has had nothing to do, so that what there is may as well be committed; negative while
     *               it has
     * @return how much was done
     */
    public abstract int doWork(long nowNs, long idleNs);

    /** Asks for a commit as soon as there can be one. */
    public final void commitSoon()
    {
        soon = true;
    }

    /**
     * Whether a partition can be let go: everything that it sent is safe, and its position committed, or for the group to
     * commit.
     *
     * @param outbox of the partition
     * @return true from when it is so until it sends or handles more
     */
    public abstract boolean isSettled(Outbox outbox);

    /**
     * What the group is to commit of a partition that is let go; to be asked once.
     *
     * @param outbox one that is settled
     * @return an offset, or {@link PartitionFeed#NOTHING} when that is done
     */
    public abstract long toCommit(Outbox outbox);

    /**
     * Why nothing more can be sent, for good.
     *
     * @return empty while it can; any thread may ask
     */
    public final Optional<EgressException> failure()
    {
        return Optional.ofNullable(failure);
    }

    /**
     * What stands in the way at present.
     *
     * @return empty while all goes well; any thread may ask
     */
    public final Optional<String> trouble()
    {
        return Optional.ofNullable(trouble);
    }

    /**
     * Records that are committed.
     *
     * @return since the start; any thread may ask
     */
    public final long recordsOut()
    {
        return recordsOut.get();
    }

    /**
     * Commits so far.
     *
     * @return since the start; any thread may ask
     */
    public final long commits()
    {
        return commits.get();
    }

    /** Ends the producer; what is not committed is not going to be. */
    @Override
    public abstract void close();

    /** Of an outbox. */
    final void send(Outbox outbox, ProducerRecord<byte[], byte[]> record)
    {
        int bytes = outbox.records().add(record);
        if (bytes > options.maxRequestBytes() - RECORD_OVERHEAD)
        {
            throw new EgressException("a record of " + bytes + " bytes for topic " + record.topic() +
                    " is larger than max.request.size, " + options.maxRequestBytes() +
                    ": let the app write smaller ones, or raise max.request.size here and message.max.bytes there",
                    null);
        }
        openRecords++;
        openBytes += bytes;
        sendNew(outbox, record);
    }

    /** The outbox has a new record, the last of its records. */
    abstract void sendNew(Outbox outbox, ProducerRecord<byte[], byte[]> record);

    /** The outbox is no longer among them. */
    abstract void closed(Outbox outbox);

    final boolean isDue(long nowNs, long idleNs)
    {
        boolean idle = idleNs >= (openBytes < MUCH_BYTES ? 0 : PAUSE_NS);
        long sinceNs = nowNs - lastCommitNs;
        return (soon || isFull() || sinceNs >= (idle ? leastGapNs : intervalNs)) && isDirty();
    }

    /** Begins a commit of all there is; returns the positions. */
    final Map<TopicPartition, OffsetAndMetadata> cut()
    {
        soon = false;
        openRecords = 0;
        openBytes = 0;
        outboxes.forEach(Outbox::cutHere);
        return offsets();
    }

    /** Of what was cut: a position for each partition that has moved and is not lost. */
    final Map<TopicPartition, OffsetAndMetadata> offsets()
    {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Outbox outbox : outboxes)
        {
            if (!outbox.isLost() && outbox.cut() > outbox.committed())
            {
                offsets.put(outbox.feed().partition(), new OffsetAndMetadata(outbox.cut()));
            }
        }
        return offsets;
    }

    final void cutIsCommitted(long nowNs)
    {
        long out = 0;
        for (Outbox outbox : outboxes)
        {
            out += outbox.cutRecords().count();
            outbox.committedCut();
        }
        recordsOut.lazySet(recordsOut.getPlain() + out);
        commits.lazySet(commits.getPlain() + 1);
        lastCommitNs = nowNs;
        trouble = null;
    }

    private void makeRoom(Outbox outbox)
    {
        openBytes -= outbox.records().bytes();
        openRecords -= outbox.records().count();
    }

    /** What is acknowledged and left to the group to commit counts as committed. */
    final void releasedSettled(Outbox outbox)
    {
        recordsOut.lazySet(recordsOut.getPlain() + outbox.cutRecords().count() + outbox.records().count());
        makeRoom(outbox);
        outbox.cutHere();
        outbox.committedCut();
    }

    final void failed(Throwable cause)
    {
        failure = new EgressException("sending to Kafka at " + options.bootstrap() + " has failed for good (" +
                KafkaFailures.reason(cause) + "); what was not committed will be handled again after a restart", cause);
    }

    final void trouble(String what)
    {
        trouble = what;
    }

    private boolean isDirty()
    {
        for (int i = 0; i < outboxes.size(); i++)
        {
            if (outboxes.get(i).isDirty())
            {
                return true;
            }
        }
        return false;
    }
}
