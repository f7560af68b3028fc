package io.ringmain.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * At least once, at the lowest latency: records leave at once, idempotently; positions are committed when all replicas have
 * what came out of the records before them. What was sent and not committed is sent again after a failure.
 *
 * <pre>
 * Owner       the lane
 * Readers     the producer's I/O thread, see Sends; the ingress thread commits
 * Invariants  a position is committed only when every record before it is acknowledged
 * Progress    as LaneOutput
 * </pre>
 */
public final class AcknowledgedOutput extends LaneOutput
{
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LEAST_GAP = Duration.ofMillis(5);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final GroupIngress ingress;
    private final Runnable wake;
    private final AtomicReference<Exception> commitFailure = new AtomicReference<>();
    private volatile boolean commitDone;
    private final RecordSender sender;
    private final RecordSender.Target toProducer = this::send;
    private KafkaProducer<byte[], byte[]> producer;
    private Sends sends = new Sends();
    private boolean cutUnderWay;
    private boolean committing;
    /** How many acknowledgements the cut needs. */
    private long cutNeeds;
    private long retryNs;

    private AcknowledgedOutput(OutputOptions options, GroupIngress ingress, Runnable wake)
    {
        super(options, LEAST_GAP);
        this.ingress = ingress;
        this.wake = wake;
        this.producer = LaneProducer.open(options, null);
        this.sender = new RecordSender(options.packed(), topic -> producer.partitionsFor(topic).size());
    }

    /**
     * Connects.
     *
     * @param options where to
     * @param ingress commits for the group
     * @param wake    wakes the lane
     * @return with no partition yet
     * @throws org.apache.kafka.common.KafkaException when nobody answers
     */
    public static AcknowledgedOutput start(OutputOptions options, GroupIngress ingress, Runnable wake)
    {
        return new AcknowledgedOutput(options, ingress, wake);
    }

    @Override
    void sendNew(Outbox outbox, ProducerRecord<byte[], byte[]> record)
    {
        sender.send(record, toProducer);
        outbox.unflushed();
    }

    @Override
    boolean isAhead()
    {
        return sends.waitingBytes() >= WAITING_BYTES;
    }

    @Override
    void closed(Outbox outbox)
    {
        // what it has sent may arrive; the next owner of the partition sends it again, as at least once allows
    }

    private void sendAll(KeptRecords records)
    {
        records.forEach(record -> sender.send(record, toProducer));
    }

    private void send(ProducerRecord<byte[], byte[]> record)
    {
        sends.send(producer, record);
    }

    /** A turn's records are packed together, and do not wait for the next turn's. */
    private void flush()
    {
        sender.flush(toProducer);
        for (Outbox outbox : outboxes)
        {
            outbox.flushed(sends.sent());
        }
    }

    @Override
    public int doWork(long nowNs, long idleNs)
    {
        if (sends.failure() != null)
        {
            return failure().isPresent() ? 0 : sendAgain(nowNs);
        }
        flush();
        if (committing)
        {
            return commitDone ? committed(nowNs) : 0;
        }
        if (!cutUnderWay)
        {
            if (!isDue(nowNs, idleNs))
            {
                return 0;
            }
            outboxes.forEach(Outbox::noticeLost);
            cut();
            cutNeeds = sends.sent();
            cutUnderWay = true;
        }
        if (sends.acknowledged() < cutNeeds)
        {
            return 0;
        }
        commit();
        return 1;
    }

    private void commit()
    {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
        committing = true;
        commitDone = false;
        ingress.commit(offsets, exception ->
        {
            commitFailure.set(exception);
            commitDone = true;
            wake.run();
        });
    }

    private int committed(long nowNs)
    {
        committing = false;
        Exception exception = commitFailure.getAndSet(null);
        if (exception == null)
        {
            cutUnderWay = false;
            cutIsCommitted(nowNs);
        }
        else if (KafkaFailures.isForGood(exception))
        {
            failed(exception);
            sends.fail(exception);
        }
        else
        {
            // the records are safe; the position goes with the next attempt
            trouble("a commit has failed (" + KafkaFailures.reason(exception) + "); trying again");
        }
        return 1;
    }

    /** A record was not acknowledged: with another producer, all that is not committed, in the same order. */
    private int sendAgain(long nowNs)
    {
        Exception cause = sends.failure();
        if (KafkaFailures.isForGood(cause))
        {
            failed(cause);
            return 1;
        }
        if (nowNs - retryNs < 0)
        {
            return 0;
        }
        retryNs = nowNs + RETRY_NS;
        trouble("sending has failed (" + KafkaFailures.reason(cause) + "); what is not committed is sent again");
        producer.close(Duration.ZERO);
        sender.clear();
        try
        {
            producer = LaneProducer.open(options, null);
            sends = new Sends();
        }
        catch (RuntimeException e)
        {
            if (KafkaFailures.isForGood(e))
            {
                failed(e);
            }
            return 1;
        }
        for (Outbox outbox : outboxes)
        {
            sendAll(outbox.cutRecords());
        }
        flush();
        cutNeeds = sends.sent();
        for (Outbox outbox : outboxes)
        {
            sendAll(outbox.records());
            outbox.unflushed();
        }
        return 1;
    }

    @Override
    public boolean isSettled(Outbox outbox)
    {
        return sends.failure() == null && outbox.isFlushed() &&
                sends.acknowledged() >= outbox.lastSend();
    }

    @Override
    public long toCommit(Outbox outbox)
    {
        long next = outbox.handled() == outbox.committed() ? PartitionFeed.NOTHING : outbox.handled();
        releasedSettled(outbox);
        return next;
    }

    @Override
    public void close()
    {
        producer.close(sends.failure() == null ? CLOSE_PATIENCE : Duration.ZERO);
    }
}
