package io.ringmain.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Positioned;
import io.ringmain.journal.JournalWriter;
import io.ringmain.kafka.LaneOutput;
import io.ringmain.kafka.Outbox;
import io.ringmain.kafka.PackedRecords;
import io.ringmain.kafka.PartitionBatch;
import io.ringmain.kafka.PartitionFeed;
import io.ringmain.kafka.UnreadableRecordException;
import io.ringmain.node.NodeStatus.PartitionStatus;
import io.ringmain.node.NodeStatus.PartitionStatus.Phase;
import io.ringmain.pipeline.Pipeline;
import io.ringmain.pipeline.Publisher;
import io.ringmain.recovery.JournalFeed;
import io.ringmain.recovery.LogPosition;
import io.ringmain.recovery.Snapshot;
import io.ringmain.recovery.SnapshotStore;

/**
 * One input partition at work: the app's pipeline for it, run by the lane turn by turn. A turn fills the ring, lets the
 * stages handle all of it, and ends between two records: there a transaction may end, and a snapshot be taken.
 *
 * <pre>
 *   snapshot ── journal ──▶ ── input, muted ──▶ liveFrom ── live ──▶
 *
 * Owner       built by the restoring thread, the lane's from its activation on
 * Readers     any thread reads phase, position and counters
 * Invariants  a record before liveFrom sends nothing, one behind it is sent once it is handled
 * Progress    a turn is bounded by its number of records
 * </pre>
 */
final class PartitionTask<E extends Positioned> implements Consumer<E>
{
    private static final Duration GO_LIVE = Duration.ofSeconds(30);
    private static final Duration SNAPSHOT = Duration.ofMinutes(1);

    private final App<E> app;
    private final int partition;
    private final SnapshotStore store;
    /** The topic for records that cannot be read; null: such a record ends the node. */
    private final String deadLetters;
    // null without a journal
    private final JournalWriter<E> journal;
    private JournalFeed<E> journalFeed;
    private final long journalEnd;

    private Pipeline<E> pipeline;
    private Publisher<E> publisher;
    private AgentInvoker invoker;
    private PartitionFeed feed;
    private Outbox outbox;
    private PartitionBatch batch;
    private int index;
    private int unpacked;
    private ConsumerRecord<byte[], byte[]> record;
    private long liveFrom;
    private boolean isCommitted;
    private boolean needsSnapshot;
    private boolean wishTaken;
    private long snapshotPosition;
    private long snapshotNs;
    // batches whose events are handled and not committed: until where, when polled, how many
    private final Deque<long[]> uncommitted = new ArrayDeque<>();
    // written by the lane, read by any thread
    private volatile Phase phase = Phase.RESTORING;
    private volatile long position;
    private final AtomicLong eventsIn = new AtomicLong();
    /** The latency of its stages while it replayed; null before it is live. */
    private volatile Map<String, Histogram> ofReplay;
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Where a partition's handling begins. */
    record Start(long position, long liveFrom, boolean isCommitted, boolean needsSnapshot)
    {}

    /** What it is made of. The journal may be null, and ends with the record of an offset, or of none. */
    PartitionTask(App<E> app, PartitionFeed feed, JournalWriter<E> journal, long journalEnd, SnapshotStore store,
            String deadLetters)
    {
        this.app = app;
        this.partition = feed.partition().partition();
        this.feed = feed;
        this.journal = journal;
        this.store = store;
        this.deadLetters = deadLetters;
        this.journalEnd = journalEnd;
    }

    /** On the restoring thread: its pipeline, restored, and what of the journal is behind the snapshot, or null. */
    void restored(Pipeline<E> restored, JournalFeed<E> behindSnapshot, Start start)
    {
        pipeline = restored;
        journalFeed = behindSnapshot;
        position = start.position;
        liveFrom = start.liveFrom;
        isCommitted = start.isCommitted;
        needsSnapshot = start.needsSnapshot;
        snapshotPosition = start.position;
    }

    /** Of the pipeline: what is written to the journal is not written again. */
    EventHandler<E> journalStage()
    {
        if (journal == null)
        {
            return (event, sequence, endOfBatch) ->
            {};
        }
        return new BatchingHandler<>()
        {
            @Override
            public void onEvent(E event, long sequence, boolean endOfBatch) throws Exception
            {
                if (event.position() > journalEnd)
                {
                    journal.onEvent(event, sequence, endOfBatch);
                }
            }
        };
    }

    /** Of the pipeline. */
    EventHandler<E> egressStage()
    {
        return (event, sequence, endOfBatch) ->
        {
            // behind a journal's end it is live before it may send
            ProducerRecord<byte[], byte[]> out = phase == Phase.LIVE ? app.write(event) : null;
            if (out != null)
            {
                outbox.send(out);
            }
        };
    }

    /** On the lane, which owns it from now on. */
    void activate(LaneOutput output, long nowNs)
    {
        outbox = output.open(feed, liveFrom, isCommitted);
        invoker = pipeline.startInvoked();
        publisher = pipeline.publisher();
        snapshotNs = nowNs;
        phase = Phase.REPLAYING;
        if (journal != null && journalFeed == null)
        {
            // a new journal, behind a snapshot of somebody else's: it must have all that its first snapshot has not
            goOnBehindJournal();
        }
        else
        {
            goLiveWhereItIsTime();
        }
    }

    /** On the lane; a standby's: it keeps up with what others commit, and sends nothing. */
    void follow(long nowNs)
    {
        invoker = pipeline.startInvoked();
        publisher = pipeline.publisher();
        snapshotNs = nowNs;
        phase = Phase.FOLLOWING;
    }

    /** On the lane: others have committed up to there. */
    void followTo(long committed)
    {
        liveFrom = Math.max(liveFrom, committed);
    }

    /** On the lane: what has been followed is this member's now. */
    void takeOver(PartitionFeed newFeed, long committed, LaneOutput output)
    {
        feed = newFeed;
        batch = null;
        wishTaken = false;
        liveFrom = committed;
        isCommitted = true;
        outbox = output.open(feed, liveFrom, true);
        phase = Phase.REPLAYING;
        goLiveWhereItIsTime();
    }

    /** Handles so many records at most; returns how many it did. */
    int turn(int limit)
    {
        int done = journalFeed == null ? 0 : replayJournal(limit);
        if (journalFeed != null)
        {
            return done;
        }
        while (done < limit && hasRecord())
        {
            if (record.offset() >= liveFrom && phase != Phase.LIVE)
            {
                if (phase == Phase.FOLLOWING)
                {
                    break;
                }
                goLive();
            }
            done += publishRecord();
            index++;
            position = record.offset() + 1;
        }
        runDry();
        goLiveWhereItIsTime();
        if (phase == Phase.LIVE)
        {
            eventsIn.lazySet(eventsIn.getPlain() + done);
            outbox.handled(position);
        }
        else
        {
            replayed.lazySet(replayed.getPlain() + done);
        }
        return done;
    }

    private int replayJournal(int limit)
    {
        int done = 0;
        while (done < limit)
        {
            position = journalFeed.nextOf(partition, position);
            boolean isThere = position >= liveFrom && phase != Phase.FOLLOWING;
            if (isThere || !journalFeed.publishNext(publisher))
            {
                journalFeed.close();
                journalFeed = null;
                break;
            }
            done++;
        }
        runDry();
        replayed.lazySet(replayed.getPlain() + done);
        if (journalFeed == null)
        {
            goOnBehindJournal();
        }
        return done;
    }

    /** What is read from now on is journaled, unless it is in there; it sends nothing before liveFrom all the same. */
    private void goOnBehindJournal()
    {
        if (phase == Phase.REPLAYING)
        {
            pipeline.goLive(GO_LIVE);
        }
        goLiveWhereItIsTime();
    }

    /** From where on its input is wanted; -1 while it is not, and after it was asked once. */
    long takeWish()
    {
        if (wishTaken || journalFeed != null || feed == null)
        {
            return PartitionFeed.NOTHING;
        }
        wishTaken = true;
        return position;
    }

    /** Whether there is one to be handled; past the end of a batch, the position moves to where the next begins. */
    private boolean hasRecord()
    {
        while (true)
        {
            if (batch == null)
            {
                batch = feed.poll();
                index = 0;
                if (batch == null)
                {
                    return false;
                }
            }
            List<ConsumerRecord<byte[], byte[]>> records = batch.records();
            if (index < records.size())
            {
                record = records.get(index);
                return true;
            }
            if (phase == Phase.FOLLOWING && batch.next() > liveFrom)
            {
                return false;
            }
            position = batch.next();
            uncommitted.add(new long[] {batch.next(), batch.polledNs(), records.size()});
            batch = null;
        }
    }

    /** Returns how many events it was. */
    private int publishRecord()
    {
        if (!PackedRecords.isPacked(record))
        {
            publish();
            return 1;
        }
        if (journal != null)
        {
            throw new IllegalStateException("the record at " + feed.partition() + '@' + record.offset() +
                    " is many, packed, which share their position, and a journal needs one for each: leave out the " +
                    "journal, or let the node that writes " + feed.partition().topic() + " write unpacked");
        }
        ConsumerRecord<byte[], byte[]> packed = record;
        unpacked = 0;
        PackedRecords.unpack(packed, each ->
        {
            record = each;
            publish();
            unpacked++;
        });
        record = packed;
        return unpacked;
    }

    private void publish()
    {
        try
        {
            while (!publisher.tryPublish(this))
            {
                // full: the stages make room
                if (invoker.invoke() == 0)
                {
                    checkFailure();
                }
            }
        }
        catch (UnreadableRecordException e)
        {
            if (deadLetters == null)
            {
                throw e;
            }
            if (phase == Phase.LIVE)
            {
                runDry();
                outbox.send(DeadLetterRecord.of(deadLetters, e));
            }
        }
    }

    /** Fills the slot that the publisher has claimed. */
    @Override
    public void accept(E event)
    {
        event.position(partition, record.offset());
        try
        {
            app.read(record, event);
        }
        catch (RuntimeException e)
        {
            throw new UnreadableRecordException(record, e);
        }
    }

    private void runDry()
    {
        while (invoker.invoke() > 0)
        {
            // until every stage has handled all there is
        }
        checkFailure();
    }

    private void checkFailure()
    {
        pipeline.failure().ifPresent(failure ->
        {
            throw failure;
        });
    }

    private void goLiveWhereItIsTime()
    {
        if (phase == Phase.REPLAYING && journalFeed == null && position >= liveFrom)
        {
            goLive();
        }
    }

    private void goLive()
    {
        runDry();
        ofReplay = pipeline.latency();
        if (!pipeline.isLive())
        {
            pipeline.goLive(GO_LIVE);
        }
        phase = Phase.LIVE;
        outbox.handled(Math.max(position, liveFrom));
    }

    /** Whether it has state that is worth writing. */
    boolean isSnapshotDue(long nowNs, long intervalNs, long events)
    {
        boolean isOld = position > snapshotPosition && nowNs - snapshotNs >= intervalNs;
        return phase == Phase.LIVE && pipeline.isStateful() && isPastJournal() &&
                (needsSnapshot || isOld || position - snapshotPosition >= events);
    }

    /** Else the journal has records that this state has not, and a snapshot would say that it has them all. */
    private boolean isPastJournal()
    {
        return position > journalEnd;
    }

    /** Between two turns: writes its state to the local store. */
    Snapshot snapshot(long nowNs)
    {
        Snapshot written = store.write(new LogPosition(nextSequence(), Map.of(partition, position)),
                sink -> pipeline.snapshot(sink, SNAPSHOT));
        needsSnapshot = false;
        snapshotPosition = position;
        snapshotNs = nowNs;
        return written;
    }

    /** Without a journal, the offset counts. */
    private long nextSequence()
    {
        return journal == null ? position : journal.writtenPosition() + 1;
    }

    /** Tells how long it took from poll to commit, of what is committed now. */
    void recordCommitted(long nowNs, CommitLatency latency)
    {
        for (long[] first = uncommitted.peek(); first != null && first[0] <= outbox.committed(); first = uncommitted
                .peek())
        {
            latency.record(nowNs - first[1], first[2]);
            uncommitted.poll();
        }
    }

    /** Adds the latency of its stages since it went live. Any thread. */
    void addLatency(Map<String, Histogram> total)
    {
        Map<String, Histogram> before = ofReplay;
        if (before != null)
        {
            pipeline.latency().forEach((stage, histogram) ->
            {
                histogram.subtract(before.get(stage));
                total.merge(stage, histogram, (sum, more) ->
                {
                    sum.add(more);
                    return sum;
                });
            });
        }
    }

    PartitionFeed feed()
    {
        return feed;
    }

    Outbox outbox()
    {
        return outbox;
    }

    int partition()
    {
        return partition;
    }

    long position()
    {
        return position;
    }

    boolean isLive()
    {
        return phase == Phase.LIVE;
    }

    boolean isStateful()
    {
        return pipeline.isStateful();
    }

    boolean hasUnwrittenState()
    {
        return isLive() && isStateful() && isPastJournal() && position > snapshotPosition;
    }

    long eventsIn()
    {
        return eventsIn.get();
    }

    long replayed()
    {
        return replayed.get();
    }

    PartitionStatus status()
    {
        Outbox its = outbox;
        return new PartitionStatus(partition, phase, position, its == null ? PartitionFeed.NOTHING : its.committed(),
                feed.end());
    }

    /** On the lane, or before it was activated on the restoring thread. What is in the ring has been handled. */
    void close()
    {
        try
        {
            if (journalFeed != null)
            {
                journalFeed.close();
            }
            if (pipeline != null)
            {
                pipeline.close(Duration.ZERO);
            }
        }
        finally
        {
            try
            {
                if (journal != null)
                {
                    journal.close();
                }
            }
            finally
            {
                closed.set(true);
            }
        }
    }

    /** True from when it has let go of everything on. Any thread. */
    AtomicBoolean closed()
    {
        return closed;
    }

    /** Where the snapshots that the lane writes are. */
    Path folder()
    {
        return store.folder();
    }
}
