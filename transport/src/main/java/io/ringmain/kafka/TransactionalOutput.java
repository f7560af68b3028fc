package io.ringmain.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Exactly once: outputs and positions in one transaction, many events each. Two producers take turns: while the transaction of
 * one commits, on a thread of its own, the lane writes into the other's.
 *
 * <pre>
 *   the current one                             the other one
 *   HELD      what is written is kept
 *     │       records, and the broker has
 *     ▼       all of the other's
 *   OPEN      what is written is sent
 *     │       due, and the other one is free
 *     └───────────────────────────────────────▶ COMMITTING      they change places
 *                                                   │            the broker says so
 *                                                   ▼
 *                                                  FREE
 *
 *   a failure of either: both abort, or get a new producer; whether the cut is committed is looked up, and if not it is
 *   sent again, then what came behind it; FAILED when somebody has to change something
 *
 * Owner       the lane; the thread member/commit does what waits for Kafka
 * Readers     the producers' I/O threads, see Sends
 * Invariants  no record is sent before all those of the transaction before are in the log, and none is committed before them
 *             a producer is used by one thread at a time: by member/commit while it commits or recovers, else by the lane
 * Progress    as LaneOutput; an outage makes committing or recovering last, with the trouble told
 * </pre>
 */
public final class TransactionalOutput extends LaneOutput
{
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /** A transaction leaves several records in the brokers' own topics. */
    private static final Duration LEAST_GAP = Duration.ofMillis(10);
    /** About what a lane writes while all of a transaction reaches the broker; with less it would stand still. */
    private static final long HELD_BYTES = 6L << 20;
    private static final long LONGEST_BACKOFF_MS = 3_000;

    private enum Phase
    {
        RUNNING, RECOVERING, FAILED
    }

    /** What the thread that waits for Kafka has to say. */
    private record Outcome(Throwable failure, boolean cutIsCommitted)
    {}

    private final GroupIngress ingress;
    private final GroupAdmin admin;
    private final Runnable wake;
    private final ExecutorService commits;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();
    private final RecordSender sender;
    private final RecordSender.Target toCurrent = this::send;
    private TransactionalProducer current;
    private TransactionalProducer other;
    private Phase phase = Phase.RUNNING;
    /** Whether the other one has a cut of which nobody knows whether it is committed. */
    private boolean committing;
    private boolean lostRecords;
    // the thread's that waits for Kafka
    private int attempts;
    private volatile boolean closing;

    private TransactionalOutput(OutputOptions options, GroupIngress ingress, GroupAdmin admin, Runnable wake,
            TransactionalProducer first, TransactionalProducer second)
    {
        super(options, LEAST_GAP);
        this.ingress = ingress;
        this.admin = admin;
        this.wake = wake;
        current = first;
        other = second;
        sender = new RecordSender(options.packed(), topic -> current.partitions(topic));
        commits = Executors.newSingleThreadExecutor(task ->
        {
            Thread thread = new Thread(task, options.member() + "/commit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Connects, and ends what former producers of that name may have left open.
     *
     * @param options where to
     * @param ingress tells what the group is at
     * @param admin   of the group
     * @param wake    wakes the lane
     * @return with no partition yet
     * @throws KafkaUnreachableException when nobody answers
     * @throws IllegalArgumentException  when a topic does not exist
     */
    public static TransactionalOutput start(OutputOptions options, GroupIngress ingress, GroupAdmin admin,
            Runnable wake)
    {
        TransactionalProducer first = TransactionalProducer.start(options, 0);
        try
        {
            return new TransactionalOutput(options, ingress, admin, wake, first,
                    TransactionalProducer.start(options, 1));
        }
        catch (RuntimeException e)
        {
            first.close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    void sendNew(Outbox outbox, ProducerRecord<byte[], byte[]> record)
    {
        if (isSending() && !outbox.isLost())
        {
            outbox.sent(true);
            sender.send(record, toCurrent);
        }
    }

    /** Else what is written is held. */
    private boolean isSending()
    {
        return phase == Phase.RUNNING && current.isOpen();
    }

    @Override
    boolean isAhead()
    {
        return isSending() ? current.waitingBytes() >= WAITING_BYTES : openBytes() >= HELD_BYTES;
    }

    @Override
    void closed(Outbox outbox)
    {
        lostRecords |= isSending() && outbox.hasSent();
    }

    @Override
    public int doWork(long nowNs, long idleNs)
    {
        return switch (phase)
        {
            case RUNNING -> workRunning(nowNs, idleNs);
            case RECOVERING -> workRecovering(nowNs);
            case FAILED -> 0;
        };
    }

    private int workRunning(long nowNs, long idleNs)
    {
        int work = 0;
        Outcome told = outcome.getAndSet(null);
        if (told != null)
        {
            if (told.failure != null)
            {
                recover(told.failure);
                return 1;
            }
            goOnBehindCut(nowNs);
            work = 1;
        }
        if (!current.isOpen() && openRecords() > 0 && (!committing || other.isWritten()))
        {
            begin();
        }
        // a turn's records are packed together, and do not wait for the next turn's
        sender.flush(toCurrent);
        if (committing)
        {
            // whatever has become of the current one, the other's outcome says what has to be sent again
            return work;
        }
        if (current.failure() != null || lostRecords)
        {
            recover(current.failure());
            return 1;
        }
        ConsumerGroupMetadata metadata = ingress.metadata();
        if (!isMember(metadata) || !isDue(nowNs, idleNs))
        {
            return work;
        }
        // after the look at the group: what is lost from here on, the broker refuses by that
        if (noticeLost())
        {
            recover(null);
            return 1;
        }
        if (!current.isOpen())
        {
            current.begin();
        }
        commit(cut(), metadata);
        return 1;
    }

    /** Whether the open transaction has records of a partition that is somebody else's by now. */
    private boolean noticeLost()
    {
        boolean any = false;
        for (Outbox outbox : outboxes)
        {
            any |= outbox.noticeLost() && outbox.hasSent();
        }
        return any;
    }

    /** A transaction that names no member is one that the broker checks nothing of. */
    private static boolean isMember(ConsumerGroupMetadata metadata)
    {
        return metadata != null && metadata.generationId() >= 0;
    }

    private int workRecovering(long nowNs)
    {
        if (outcome.get() == null || !isMember(ingress.metadata()))
        {
            return 0;
        }
        Outcome told = outcome.getAndSet(null);
        if (told.failure != null)
        {
            failed(told.failure);
            phase = Phase.FAILED;
            return 1;
        }
        current.ended();
        other.ended();
        lostRecords = false;
        // whatever the aborted transaction had is in none by now
        outboxes.forEach(outbox -> outbox.sent(false));
        phase = Phase.RUNNING;
        if (committing && !told.cutIsCommitted)
        {
            sendCutAgain();
        }
        else if (committing)
        {
            goOnBehindCut(nowNs);
        }
        return 1;
    }

    private void sendCutAgain()
    {
        ConsumerGroupMetadata metadata = ingress.metadata();
        outboxes.forEach(Outbox::noticeLost);
        current.begin();
        for (Outbox outbox : outboxes)
        {
            if (!outbox.isLost())
            {
                sendAll(outbox.cutRecords());
            }
        }
        commit(offsets(), metadata);
    }

    private void goOnBehindCut(long nowNs)
    {
        cutIsCommitted(nowNs);
        attempts = 0;
        committing = false;
        other.ended();
    }

    /** Begins a transaction with what has come since the last one was cut. */
    private void begin()
    {
        current.begin();
        for (Outbox outbox : outboxes)
        {
            if (!outbox.noticeLost() && outbox.records().count() > 0)
            {
                sendAll(outbox.records());
                outbox.sent(true);
            }
        }
    }

    private void sendAll(KeptRecords records)
    {
        records.forEach(record -> sender.send(record, toCurrent));
    }

    private void send(ProducerRecord<byte[], byte[]> record)
    {
        current.send(record);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata)
    {
        sender.flush(toCurrent);
        TransactionalProducer its = current;
        current = other;
        other = its;
        committing = true;
        run(() ->
        {
            if (its.failure() != null)
            {
                throw its.failure();
            }
            patiently("committing", () -> its.commitOffsets(offsets, metadata));
            patiently("committing", its::commit);
            return true;
        });
    }

    private void recover(Throwable cause)
    {
        sender.clear();
        phase = Phase.RECOVERING;
        if (cause != null && KafkaFailures.isForGood(cause))
        {
            failed(cause);
            phase = Phase.FAILED;
            return;
        }
        attempts++;
        trouble("a transaction has failed (" + (cause == null
                ? "a partition was taken away"
                : KafkaFailures.reason(cause)) + "); it is aborted, and sent again");
        Set<Outbox> cutOutboxes = committing
                ? outboxes.stream().filter(outbox -> outbox.cut() > outbox.committed()).collect(Collectors.toSet())
                : Set.of();
        Map<TopicPartition, Long> cuts = cutOutboxes.stream()
                .collect(Collectors.toMap(outbox -> outbox.feed().partition(), Outbox::cut));
        run(() ->
        {
            pause();
            end(current);
            end(other);
            return areCommitted(cuts);
        });
    }

    /** Whatever it has open is in the end aborted, unless it was committed after all. On the commit thread. */
    private void end(TransactionalProducer producer)
    {
        if (!producer.isOpen())
        {
            return;
        }
        try
        {
            patiently("aborting", producer::abort);
        }
        catch (RuntimeException e)
        {
            if (KafkaFailures.isForGood(e))
            {
                throw e;
            }
            // fenced, or in a state that it cannot leave
            renew(producer);
        }
    }

    /** On the commit thread. */
    private boolean areCommitted(Map<TopicPartition, Long> cuts)
    {
        if (cuts.isEmpty())
        {
            return false;
        }
        while (!closing)
        {
            try
            {
                Map<TopicPartition, Long> committed = admin.committed(cuts.keySet());
                return cuts.entrySet().stream()
                        .allMatch(cut -> committed.getOrDefault(cut.getKey(), PartitionFeed.NOTHING) >= cut.getValue());
            }
            catch (KafkaUnreachableException | KafkaException e)
            {
                rethrowIfForGood(e);
                trouble("Kafka does not say what is committed (" + KafkaFailures.reason(e) + "); asking again");
                pause();
            }
        }
        throw new KafkaException("closed while it was looked up what is committed");
    }

    private void renew(TransactionalProducer producer)
    {
        while (!closing)
        {
            try
            {
                producer.renew();
                return;
            }
            catch (KafkaUnreachableException | KafkaException e)
            {
                rethrowIfForGood(e);
                trouble("no new producer can be had (" + KafkaFailures.reason(e) + "); trying again");
                attempts++;
                pause();
            }
        }
    }

    private static void rethrowIfForGood(RuntimeException e)
    {
        if (KafkaFailures.isForGood(e))
        {
            throw e;
        }
    }

    /** What ran out of time must be asked again, and nothing else: nobody knows whether it was done. */
    private void patiently(String what, Runnable request)
    {
        long sinceNs = System.nanoTime();
        while (true)
        {
            try
            {
                request.run();
                return;
            }
            catch (TimeoutException e)
            {
                if (closing)
                {
                    throw e;
                }
                trouble("Kafka has not answered for " +
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNs) + " s (" + what +
                        "); asking again");
                pause();
            }
        }
    }

    private void pause()
    {
        if (attempts > 1 && !closing)
        {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS
                    .toNanos(Math.min(LONGEST_BACKOFF_MS, 50L << Math.min(attempts, 6))));
        }
    }

    /** What waits for Kafka. */
    @FunctionalInterface
    private interface Request
    {
        boolean run() throws Exception;
    }

    private void run(Request request)
    {
        commits.execute(() ->
        {
            Outcome told;
            try
            {
                told = new Outcome(null, request.run());
            }
            catch (Throwable e)
            {
                told = new Outcome(e, false);
            }
            outcome.set(told);
            wake.run();
        });
    }

    @Override
    public boolean isSettled(Outbox outbox)
    {
        return outbox.committed() == outbox.handled();
    }

    @Override
    public long toCommit(Outbox outbox)
    {
        return PartitionFeed.NOTHING;
    }

    @Override
    public void close()
    {
        closing = true;
        commits.shutdown();
        try
        {
            if (!commits.awaitTermination(CLOSE_PATIENCE.toSeconds(), TimeUnit.SECONDS))
            {
                commits.shutdownNow();
            }
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        current.close(current.isOpen() ? Duration.ZERO : CLOSE_PATIENCE);
        other.close(other.isOpen() ? Duration.ZERO : CLOSE_PATIENCE);
    }
}
