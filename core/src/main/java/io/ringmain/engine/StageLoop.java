package io.ringmain.engine;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import org.agrona.concurrent.AgentTerminationException;

import io.ringmain.counter.BatchSizes;
import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageCounters;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.latency.BatchStamps;
import io.ringmain.latency.LatencyRecorder;
import io.ringmain.latency.StampReader;

/**
 * Takes batches off the ring for one chain of stages. Template: cloned for each chain, see {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its lane. Readers: the publishers and the loops behind it, of {@code sequence} alone. Invariants: {@code sequence}
 * is the last event that every stage of the chain has handled, released after the batch's last effect and acquired by the
 * barrier of whoever reads behind it; latency is recorded after the release, which {@code BatchStamps} allows for.
 * When a handler of a batching chain throws, the whole batch counts as not handled, since its work would have counted at
 * its end only. Progress: a turn never waits, unless a stage waits for room in another ring.
 */
final class StageLoop<E> implements Loop
{
    /**
     * Events in a batch at most: few enough that the next loop finds them in the cache, and a part of the ring only, so that
     * publishers get room while the rest is being handled.
     */
    private static final int BATCH_LIMIT = 1024;
    private static final int RING_PARTS = 4;

    private static final Class<?> EVENTS = Specializer.eventsClass(MethodHandles.lookup());

    private final RingBuffer<E> ring;
    private final E[] events;
    private final SequenceBarrier barrier;
    private final Sequence sequence;
    private final Link<E> chain;
    private final DroppedSlots[] dropped;
    private final Selector<E> selector;
    /** The sequences of a batch that are neither dropped nor another's. */
    private final long[] selected;
    private final BatchStamps behind;
    private final StampReader published;
    private final StampReader recorded;
    /** The ring, when this loop reads its head; else null. */
    private final RingUnit<E> head;
    private final int number;
    private final LoopBatch batch;
    private final LaneClock clock;
    private final LatencyRecorder latency;
    private final StageCounters counters;
    private final BatchSizes batchSizes;
    private final long slowBatchNs;
    private final SlowBatches slow;
    private final boolean batching;
    private final boolean datesFirst;
    private final FailurePolicy.Rewind<?> rewind;
    private final long timeoutNs;
    private final Control control;

    private final int batchLimit;

    private long nextSequence;
    private long available;
    /** Read before a look that could not have found what is next: that was not published before. */
    private long boundNs;
    /** The ring's cursor at the latest look: what lies beyond it was not even claimed then. */
    private long claimed;
    /** Read before the latest look. */
    private long lookNs;
    private long lastEventNs;

    StageLoop(LoopSpec<E> spec)
    {
        ring = spec.unit().ring();
        events = spec.unit().events();
        barrier = spec.barrier();
        sequence = spec.sequence();
        chain = spec.chain();
        dropped = spec.dropped().toArray(new DroppedSlots[0]);
        selector = spec.selector();
        batchLimit = Math.max(1, Math.min(BATCH_LIMIT, ring.getBufferSize() / RING_PARTS));
        selected = new long[batchLimit];
        behind = spec.behind();
        published = new StampReader(spec.stamps(), spec.head() == null, spec.unit().singlePublisher());
        recorded = new StampReader(behind, true);
        head = spec.head();
        number = spec.number();
        batch = spec.batch();
        batch.loop(this);
        clock = spec.clock();
        latency = spec.latency();
        counters = spec.counters();
        batchSizes = spec.batchSizes();
        slowBatchNs = spec.slowBatchNs();
        slow = spec.slow();
        batching = spec.batching();
        datesFirst = spec.datesFirst();
        rewind = spec.rewind();
        timeoutNs = spec.timeoutNs();
        control = spec.control();
        nextSequence = sequence.get() + 1;
        available = sequence.get();
        claimed = available;
        lookNs = clock.nowNs();
        boundNs = lookNs;
        lastEventNs = lookNs;
    }

    @Override
    public int poll()
    {
        long first = nextSequence;
        if (first > available && !look(first))
        {
            if (timeoutNs != 0)
            {
                checkTimeout();
            }
            return 0;
        }
        long last = Math.min(available, first + batchLimit - 1);
        long startNs = clock.nowNs();
        if (datesFirst)
        {
            date(first, last);
        }
        long handled = rewind == null ? handle(first, last) : handleRewinding(first, last);
        if (!datesFirst)
        {
            date(first, last);
        }
        release(first, last, handled, startNs);
        return (int) (last - first + 1);
    }

    @Override
    public void naps(boolean naps)
    {
        if (head != null)
        {
            head.want(number, naps);
        }
    }

    @Override
    public void dateFromNow()
    {
        lookNs = clock.nowNs();
        boundNs = lookNs;
        lastEventNs = lookNs;
    }

    @Override
    public void goLive()
    {
        chain.goLive();
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

    /** As what it is: the JIT then leaves out the check of each event's class where a handler casts it. */
    @SuppressWarnings("unchecked")
    private E[] typed()
    {
        return (E[]) EVENTS.cast(events);
    }

    private boolean look(long first)
    {
        if (first > claimed)
        {
            boundNs = lookNs;
        }
        // else it may have been published long ago, and have been hidden by a slower publisher before it
        lookNs = clock.nowNs();
        claimed = barrier.getCursor();
        available = available(first);
        return available >= first;
    }

    private long handle(long first, long last)
    {
        if (selector != null || anyDropped())
        {
            return handleSelected(first, last);
        }
        int count = (int) (last - first + 1);
        int next = 0;
        try
        {
            chain.onBatchStart(count, available - first + 1);
            E[] typed = typed();
            for (; next < count; next++)
            {
                long its = first + next;
                chain.onEvent(typed[(int) its & (typed.length - 1)], its, its == last);
            }
        }
        catch (StageFailure | AgentTerminationException end)
        {
            brokeOff(first, first + next, next);
            throw end;
        }
        return count;
    }

    private long handleSelected(long first, long last)
    {
        int count = selectOrFail(first, last);
        if (count == 0)
        {
            return 0;
        }
        int next = 0;
        try
        {
            chain.onBatchStart(count, available - first + 1);
            for (; next < count; next++)
            {
                chain.onEvent(ring.get(selected[next]), selected[next], next == count - 1);
            }
        }
        catch (StageFailure | AgentTerminationException end)
        {
            brokeOff(first, selected[next], next);
            throw end;
        }
        return count;
    }

    private long handleRewinding(long first, long last)
    {
        int rewinds = 0;
        while (true)
        {
            try
            {
                return handle(first, last);
            }
            catch (StageRewind again)
            {
                if (rewinds++ == rewind.times() || control.stopped())
                {
                    brokeOff(first, first, 0);
                    throw new StageFailure(again.stage(), again.sequence(), again.getCause());
                }
                counters.add(StageCounter.RETRIES, 1);
                Failures.pause(TimeUnit.NANOSECONDS.convert(rewind.pause()), control);
            }
        }
    }

    private boolean anyDropped()
    {
        for (DroppedSlots slots : dropped)
        {
            if (slots.any())
            {
                return true;
            }
        }
        return false;
    }

    private int selectOrFail(long first, long last)
    {
        try
        {
            return select(first, last);
        }
        catch (StageFailure keyUnknown)
        {
            counters.add(StageCounter.FAILURES, 1);
            throw keyUnknown;
        }
    }

    private int select(long first, long last)
    {
        int count = 0;
        for (long next = first; next <= last; next++)
        {
            if (!isDropped(next) && (selector == null || selector.takes(ring.get(next), next)))
            {
                selected[count++] = next;
            }
        }
        return count;
    }

    private boolean isDropped(long candidate)
    {
        for (DroppedSlots slots : dropped)
        {
            if (slots.isDropped(candidate))
            {
                return true;
            }
        }
        return false;
    }

    private void release(long first, long last, long handled, long startNs)
    {
        nextSequence = last + 1;
        sequence.set(last);
        long nowNs = clock.read();
        lastEventNs = nowNs;
        record(first, last, handled, nowNs);
        if (nowNs - startNs > slowBatchNs)
        {
            counters.add(StageCounter.SLOW_BATCHES, 1);
            slow.record(last, nowNs - startNs);
        }
    }

    /** Up to the event that failed, which counts as given but not as handled. */
    private void brokeOff(long first, long failed, long handled)
    {
        if (batching)
        {
            counters.add(StageCounter.EVENTS, handled + 1);
            return;
        }
        counters.add(StageCounter.EVENTS, 1);
        batch.brokeOff();
        if (failed > first)
        {
            if (!datesFirst)
            {
                date(first, failed - 1);
            }
            release(first, failed - 1, handled, clock.nowNs());
        }
    }

    /**
     * Before the handlers run when one may hand events on before the end of the batch; else after them, since the stamps may
     * have to come from memory. Before the release, and once, since the reader never goes back.
     */
    private void date(long first, long last)
    {
        long end = published.enter(first, last, boundNs);
        long oldestNs = published.timeNs();
        stampForThoseBehind(first, end);
        while (end < last)
        {
            long next = end + 1;
            end = published.enter(next, last, boundNs);
            // a later sequence may have been published earlier, by another publisher
            oldestNs = Math.min(oldestNs, published.timeNs());
            stampForThoseBehind(next, end);
        }
        batch.publishedNs(oldestNs);
    }

    private void stampForThoseBehind(long first, long last)
    {
        behind.stamp(first, last, published.timeNs());
    }

    private void record(long first, long last, long handled, long nowNs)
    {
        if (handled == last - first + 1)
        {
            long next = first;
            while (next <= last)
            {
                long end = recorded.enter(next, last, boundNs);
                latency.record(nowNs - recorded.timeNs(), end - next + 1);
                next = end + 1;
            }
        }
        else
        {
            // some were dropped: all count from the oldest publication of the batch
            if (handled > 0)
            {
                latency.record(nowNs - batch.publishedNs(), handled);
            }
            long next = first;
            while (next <= last)
            {
                next = recorded.enter(next, last, boundNs) + 1;
            }
        }
        if (handled > 0)
        {
            counters.add(StageCounter.EVENTS, handled);
            counters.add(StageCounter.BATCHES, 1);
            counters.max(StageCounter.LARGEST_BATCH, handled);
            batchSizes.record((int) handled);
        }
    }

    private void checkTimeout()
    {
        long nowNs = clock.nowNs();
        if (nowNs - lastEventNs > timeoutNs)
        {
            lastEventNs = nowNs;
            chain.onTimeout(nextSequence - 1);
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
