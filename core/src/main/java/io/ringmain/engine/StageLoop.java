package io.ringmain.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import org.agrona.concurrent.NanoClock;

import io.ringmain.latency.StageLatency;

/**
 * Takes batches off the ring for one chain of stages. Template: cloned for each chain, see {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its lane. Readers: the publishers and the loops behind it, of {@code sequence} alone. Invariants: {@code sequence}
 * is the last event that every stage of the chain has handled, released after the batch's last effect and acquired by the
 * barrier of whoever reads behind it; latency is recorded after the release, which {@code PublishStamps} allows for.
 * When a handler of a batching chain throws, the whole batch counts as not handled, since its work would have counted at
 * its end only. Progress: a turn never waits.
 */
final class StageLoop<E> implements Loop
{
    private final RingBuffer<E> ring;
    private final SequenceBarrier barrier;
    private final Sequence sequence;
    private final Link<E> chain;
    private final StageLatency[] latencies;
    private final AbandonedSlots abandoned;
    private final NanoClock clock;
    private final boolean batching;
    private long nextSequence;

    StageLoop(RingBuffer<E> ring, SequenceBarrier barrier, Sequence sequence, Link<E> chain, StageLatency[] latencies,
            AbandonedSlots abandoned, NanoClock clock, boolean batching)
    {
        this.ring = ring;
        this.barrier = barrier;
        this.sequence = sequence;
        this.chain = chain;
        this.latencies = latencies;
        this.abandoned = abandoned;
        this.clock = clock;
        this.batching = batching;
        this.nextSequence = sequence.get() + 1;
    }

    @Override
    public int poll()
    {
        long first = nextSequence;
        long last = available(first);
        if (last < first)
        {
            return 0;
        }
        if (abandoned.any())
        {
            pollAroundAbandoned(first, last);
        }
        else
        {
            handle(first, last);
            nextSequence = last + 1;
            sequence.set(last);
            record(first, last);
        }
        return (int) (last - first + 1);
    }

    @Override
    public void onStart()
    {
        chain.onStart();
    }

    @Override
    public void onShutdown()
    {
        chain.onShutdown();
    }

    private void handle(long first, long last)
    {
        long next = first;
        try
        {
            chain.onBatchStart(last - first + 1, last - first + 1);
            for (; next <= last; next++)
            {
                chain.onEvent(ring.get(next), next, next == last);
            }
        }
        catch (StageFailure failure)
        {
            if (!batching)
            {
                handledBefore(first, next);
            }
            throw failure;
        }
    }

    /** Each run between abandoned slots is a batch of its own, so that every batch has an end that a handler sees. */
    private void pollAroundAbandoned(long first, long last)
    {
        long from = first;
        while (from <= last)
        {
            long to = from;
            while (to <= last && !abandoned.isAbandoned(to))
            {
                to++;
            }
            if (to > from)
            {
                handle(from, to - 1);
                record(from, to - 1);
            }
            if (to <= last)
            {
                skip(to);
            }
            nextSequence = Math.min(to, last) + 1;
            sequence.set(nextSequence - 1);
            from = to + 1;
        }
    }

    private void handledBefore(long first, long failed)
    {
        nextSequence = failed;
        sequence.set(failed - 1);
        record(first, failed - 1);
    }

    private void record(long first, long last)
    {
        long nowNs = clock.nanoTime();
        for (StageLatency latency : latencies)
        {
            latency.record(first, last, nowNs);
        }
    }

    private void skip(long abandonedSequence)
    {
        for (StageLatency latency : latencies)
        {
            latency.skip(abandonedSequence, abandonedSequence);
        }
    }

    private long available(long next)
    {
        try
        {
            return barrier.waitFor(next);
        }
        catch (AlertException | InterruptedException | TimeoutException e)
        {
            throw new IllegalStateException("a polling barrier waits for nothing, yet threw " + e, e);
        }
    }
}
