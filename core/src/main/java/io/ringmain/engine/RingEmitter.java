package io.ringmain.engine;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageCounters;
import io.ringmain.event.Emitter;

/**
 * The way from one ring into another. Hot path.
 *
 * <p>
 * Owner: the lane of the emitting stage. Invariants: {@code held} are the slots claimed and not yet published, in rising
 * order; the first {@code accepted} of them belong to calls that have returned. Progress: when the other ring is full,
 * everything held goes out first, so that nobody waits for a slot that this holds; then the lane works on the loops
 * behind, or idles, until there is room or the pipeline stops.
 */
final class RingEmitter<R> implements Emitter<R>
{
    private final RingUnit<R> unit;
    private final RingBuffer<R> ring;
    private final LoopBatch batch;
    private final LaneLoops lane;
    private final IdleStrategy idle;
    private final Control control;
    private final StageCounters counters;
    private final long[] held;
    private int count;
    private int accepted;
    /** Something of the current call is out already. */
    private boolean partlyOut;
    /** A wait ended because the pipeline halts: whatever the mapper makes of that is no failure of its stage. */
    private boolean halted;

    RingEmitter(RingUnit<R> unit, LoopBatch batch, LaneLoops lane, IdleStrategy idle, Control control,
            StageCounters counters)
    {
        this.unit = unit;
        this.ring = unit.ring();
        this.batch = batch;
        this.lane = lane;
        this.idle = idle;
        this.control = control;
        this.counters = counters;
        this.held = new long[ring.getBufferSize()];
    }

    @Override
    public R next()
    {
        long sequence = count < held.length ? tryClaim() : -1;
        if (sequence < 0)
        {
            sequence = claimWhenThereIsRoom();
        }
        held[count++] = sequence;
        return ring.get(sequence);
    }

    /** The call has returned: what it emitted may go out. */
    void accept()
    {
        if (halted)
        {
            // the mapper caught the end of its wait, and went on without what it could not emit
            throw new AgentTerminationException();
        }
        accepted = count;
        partlyOut = false;
    }

    /** The call has thrown: what it emitted never happened. False when some of it is out already. */
    boolean withdraw()
    {
        boolean whole = !partlyOut;
        for (int i = accepted; i < count; i++)
        {
            unit.abandoned().drop(held[i]);
            unit.gaveUp();
        }
        int emitted = accepted;
        accepted = count;
        publish(count, emitted);
        partlyOut = false;
        return whole;
    }

    boolean halted()
    {
        return halted;
    }

    /** Publishes what calls that have returned emitted. */
    void flush()
    {
        publish(accepted, accepted);
    }

    private void publish(int upTo, int emitted)
    {
        int from = 0;
        while (from < upTo)
        {
            int to = from;
            while (to + 1 < upTo && held[to + 1] == held[to] + 1)
            {
                to++;
            }
            unit.stamps().stamp(held[from], held[to], batch.publishedNs());
            ring.publish(held[from], held[to]);
            from = to + 1;
        }
        counters.add(StageCounter.EMITTED, emitted);
        System.arraycopy(held, upTo, held, 0, count - upTo);
        count -= upTo;
        accepted -= upTo;
    }

    private long claimWhenThereIsRoom()
    {
        if (count > 0)
        {
            partlyOut |= count > accepted;
            accepted = count;
            flush();
        }
        long sequence = tryClaim();
        long startNs = System.nanoTime();
        while (sequence < 0)
        {
            if (control.stopped())
            {
                halted = true;
                throw new AgentTerminationException();
            }
            idle.idle(pollBehind());
            sequence = tryClaim();
        }
        unit.blocked(System.nanoTime() - startNs);
        return sequence;
    }

    /**
     * Another stage that fails meanwhile halts the pipeline here and now, under its own name: its failure must not come by
     * this stage's mapper, which may catch it, and not to this stage's policy.
     */
    private int pollBehind()
    {
        try
        {
            return lane.pollBehind(batch.loop());
        }
        catch (StageFailure another)
        {
            control.fail(another);
            halted = true;
            throw new AgentTerminationException();
        }
        catch (AgentTerminationException end)
        {
            halted = true;
            throw end;
        }
    }

    private long tryClaim()
    {
        try
        {
            return ring.tryNext();
        }
        catch (InsufficientCapacityException full)
        {
            return -1;
        }
    }
}
