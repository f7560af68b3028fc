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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Exactly once: outputs and positions in one transaction, many events each. While one commits, on a thread of its own, the
 * lane goes on; what it writes meanwhile is sent when the next begins.
 *
 * <pre>
 *         records, not before 10 ms    due                      the broker says so
 *   IDLE ────────────────▶ OPEN ────────────▶ COMMITTING ─────────────────────────▶ IDLE
 *                           │                     │
 *                           └──────▶ RECOVERING ◀─┘   a failure: abort, or a new producer; what was cut is looked up,
 *                                        │            and sent again if it was not committed after all
 *                                        └──▶ COMMITTING or IDLE, as before; FAILED when somebody has to change something
 *
 * Owner       the lane; the thread member/commit does what waits for Kafka
 * Readers     the producer's I/O thread, see Sends
 * Invariants  the producer is used by one thread at a time: by member/commit in COMMITTING and RECOVERING, else by the lane
 * Progress    as LaneOutput; an outage makes RECOVERING or COMMITTING last, with the trouble told
 * </pre>
 */
public final class TransactionalOutput extends LaneOutput
{
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /** A broker makes a transaction wait 20 ms when it is not done with the marks of the last one. */
    private static final Duration LEAST_GAP = Duration.ofMillis(10);
    /** About what a lane writes while a transaction commits; with less it would stand still. */
    private static final long HELD_BYTES = 6L << 20;
    private static final long LONGEST_BACKOFF_MS = 3_000;

    private enum Phase
    {
        IDLE, OPEN, COMMITTING, RECOVERING, FAILED
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
    private final RecordSender.Target toProducer = this::send;
    private Sends sends = new Sends();
    private Phase phase = Phase.IDLE;
    /** In RECOVERING: whether there is a cut of which nobody knows whether it is committed. */
    private boolean cutUnderWay;
    private boolean lostRecords;
    // whoever has the producer, see the invariants
    private KafkaProducer<byte[], byte[]> producer;
    private int attempts;
    private volatile boolean closing;

    private TransactionalOutput(OutputOptions options, GroupIngress ingress, GroupAdmin admin, Runnable wake,
            KafkaProducer<byte[], byte[]> producer)
    {
        super(options, LEAST_GAP);
        this.ingress = ingress;
        this.admin = admin;
        this.wake = wake;
        this.producer = producer;
        sender = new RecordSender(options.packed(), topic -> this.producer.partitionsFor(topic).size());
        commits = Executors.newSingleThreadExecutor(task ->
        {
            Thread thread = new Thread(task, options.member() + "/commit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Connects, and ends what a former producer of that name may have left open.
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
        KafkaProducer<byte[], byte[]> producer = LaneProducer.open(options, true);
        try
        {
            producer.initTransactions();
        }
        catch (RuntimeException e)
        {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new TransactionalOutput(options, ingress, admin, wake, producer);
    }

    @Override
    void sendNew(Outbox outbox, ProducerRecord<byte[], byte[]> record)
    {
        if (phase == Phase.OPEN && !outbox.isLost())
        {
            outbox.sent(true);
            sender.send(record, toProducer);
        }
    }

    @Override
    boolean isAhead()
    {
        // what comes before a transaction begins is held until then
        return phase == Phase.OPEN ? sends.waitingBytes() >= WAITING_BYTES : openBytes() >= HELD_BYTES;
    }

    @Override
    void closed(Outbox outbox)
    {
        lostRecords |= phase == Phase.OPEN && outbox.hasSent();
    }

    @Override
    public int doWork(long nowNs, long idleNs)
    {
        return switch (phase)
        {
            case IDLE, OPEN -> workOpen(nowNs, idleNs);
            case COMMITTING -> workCommitting(nowNs);
            case RECOVERING -> workRecovering(nowNs);
            case FAILED -> 0;
        };
    }

    private int workOpen(long nowNs, long idleNs)
    {
        if (phase == Phase.IDLE && openRecords() > 0 && isBehindGap(nowNs))
        {
            begin();
        }
        // a turn's records are packed together, and do not wait for the next turn's
        sender.flush(toProducer);
        if (sends.failure() != null || lostRecords)
        {
            recover(sends.failure(), false);
            return 1;
        }
        ConsumerGroupMetadata metadata = ingress.metadata();
        if (!isMember(metadata) || !isDue(nowNs, idleNs))
        {
            return 0;
        }
        // after the look at the group: what is lost from here on, the broker refuses by that
        if (noticeLost())
        {
            recover(null, false);
            return 1;
        }
        if (phase == Phase.IDLE)
        {
            begin();
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

    private int workCommitting(long nowNs)
    {
        Outcome told = outcome.getAndSet(null);
        if (told == null)
        {
            return 0;
        }
        if (told.failure == null)
        {
            goOnBehindCut(nowNs);
        }
        else
        {
            recover(told.failure, true);
        }
        return 1;
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
        sends = new Sends();
        lostRecords = false;
        // whatever the aborted transaction had is in none by now
        outboxes.forEach(outbox -> outbox.sent(false));
        if (cutUnderWay && !told.cutIsCommitted)
        {
            sendCutAgain();
        }
        else if (cutUnderWay)
        {
            goOnBehindCut(nowNs);
        }
        else
        {
            phase = Phase.IDLE;
        }
        return 1;
    }

    private void sendCutAgain()
    {
        ConsumerGroupMetadata metadata = ingress.metadata();
        outboxes.forEach(Outbox::noticeLost);
        beginEmpty();
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
        phase = Phase.IDLE;
    }

    /** Begins a transaction with what has come since the last one was cut. */
    private void begin()
    {
        beginEmpty();
        for (Outbox outbox : outboxes)
        {
            if (!outbox.noticeLost() && outbox.records().count() > 0)
            {
                sendAll(outbox.records());
                outbox.sent(true);
            }
        }
    }

    private void beginEmpty()
    {
        phase = Phase.OPEN;
        try
        {
            producer.beginTransaction();
        }
        catch (RuntimeException e)
        {
            sends.fail(e);
        }
    }

    private void sendAll(KeptRecords records)
    {
        records.forEach(record -> sender.send(record, toProducer));
    }

    private void send(ProducerRecord<byte[], byte[]> record)
    {
        sends.send(producer, record);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata)
    {
        sender.flush(toProducer);
        phase = Phase.COMMITTING;
        Sends its = sends;
        run(() ->
        {
            if (its.failure() != null)
            {
                throw its.failure();
            }
            patiently("committing", () -> producer.sendOffsetsToTransaction(offsets, metadata));
            patiently("committing", producer::commitTransaction);
            return true;
        });
    }

    private void recover(Throwable cause, boolean withCut)
    {
        sender.clear();
        phase = Phase.RECOVERING;
        cutUnderWay = withCut;
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
        Set<Outbox> cutOutboxes = withCut
                ? outboxes.stream().filter(outbox -> outbox.cut() > outbox.committed()).collect(Collectors.toSet())
                : Set.of();
        Map<TopicPartition, Long> cuts = cutOutboxes.stream()
                .collect(Collectors.toMap(outbox -> outbox.feed().partition(), Outbox::cut));
        run(() -> abort(cuts));
    }

    /** Returns whether the cut turned out to be committed. On the commit thread. */
    private boolean abort(Map<TopicPartition, Long> cuts)
    {
        pause();
        try
        {
            patiently("aborting", producer::abortTransaction);
        }
        catch (RuntimeException e)
        {
            if (KafkaFailures.isForGood(e))
            {
                throw e;
            }
            // fenced, or in a state that it cannot leave: another one takes its name, which ends what it has begun
            renew();
        }
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

    private void renew()
    {
        producer.close(Duration.ZERO);
        while (!closing)
        {
            try
            {
                producer = LaneProducer.open(options, true);
                patiently("starting a producer", producer::initTransactions);
                return;
            }
            catch (KafkaUnreachableException | KafkaException e)
            {
                rethrowIfForGood(e);
                producer.close(Duration.ZERO);
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
        producer.close(phase == Phase.IDLE ? CLOSE_PATIENCE : Duration.ZERO);
    }
}
