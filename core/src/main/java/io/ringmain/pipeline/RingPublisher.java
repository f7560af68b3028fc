package io.ringmain.pipeline;

import java.util.function.Consumer;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

import io.ringmain.engine.AbandonedSlots;
import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.latency.PublishStamps;

/**
 * Publishes to one ring. Hot path.
 *
 * <p>
 * It never waits inside the Disruptor, whose {@code next()} would neither notice a failure nor follow an idle policy: it
 * tries, idles, and looks at the pipeline's state before it tries again.
 *
 * <p>
 * Owner: whoever publishes; {@code owner} is the one thread of a single-publisher ring. Invariants: what is claimed is
 * published, filled or abandoned. Progress: waiting ends with room, a failure, or the close of the intake.
 */
final class RingPublisher<E> implements Publisher<E>
{
    private final String pipeline;
    private final Engine<E> engine;
    private final RingBuffer<E> ring;
    private final Control control;
    private final AbandonedSlots abandoned;
    private final PublishStamps stamps;
    private final NanoClock clock;
    private final IdlePolicy idlePolicy;
    /** Of a single publisher; many threads need one each. */
    private final IdleStrategy idleStrategy;
    private final boolean single;
    private Thread owner;

    RingPublisher(String pipeline, Engine<E> engine, IdlePolicy idlePolicy, boolean single)
    {
        this.pipeline = pipeline;
        this.engine = engine;
        this.ring = engine.ring();
        this.control = engine.control();
        this.abandoned = engine.abandoned();
        this.stamps = engine.stamps();
        this.clock = engine.clock();
        this.idlePolicy = idlePolicy;
        this.idleStrategy = idlePolicy.newStrategy();
        this.single = single;
    }

    @Override
    public void publish(Consumer<? super E> fill)
    {
        fill(claim(1), fill);
    }

    @Override
    public boolean tryPublish(Consumer<? super E> fill)
    {
        long sequence = tryClaim(1);
        if (sequence == FULL)
        {
            return false;
        }
        fill(sequence, fill);
        return true;
    }

    @Override
    public long claim(int count)
    {
        long first = tryClaim(count);
        return first == FULL ? claimWhenThereIsRoom(count) : first;
    }

    @Override
    public long tryClaim(int count)
    {
        checkMayPublish();
        try
        {
            return ring.tryNext(count) - count + 1;
        }
        catch (InsufficientCapacityException full)
        {
            checkFits(count);
            return FULL;
        }
    }

    @Override
    public E event(long sequence)
    {
        return ring.get(sequence);
    }

    @Override
    public void commit(long first, int count)
    {
        long last = first + count - 1;
        stamps.stamp(first, last, clock.nanoTime());
        ring.publish(first, last);
    }

    private void fill(long sequence, Consumer<? super E> fill)
    {
        try
        {
            fill.accept(ring.get(sequence));
        }
        catch (Throwable t)
        {
            abandoned.abandon(sequence);
            throw t;
        }
        finally
        {
            commit(sequence, 1);
        }
    }

    private long claimWhenThereIsRoom(int count)
    {
        if (engine.isLane(Thread.currentThread()))
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": its own lane " +
                    Thread.currentThread().getName() + " publishes into its full ring of " + ring.getBufferSize() +
                    " slots and would wait for itself; use tryPublish, or publish from another thread");
        }
        IdleStrategy idle = single ? idleStrategy : idlePolicy.newStrategy();
        idle.reset();
        long first = FULL;
        while (first == FULL)
        {
            while (!ring.hasAvailableCapacity(count))
            {
                checkMayPublish();
                idle.idle();
            }
            first = tryClaim(count);
        }
        return first;
    }

    private void checkMayPublish()
    {
        if (!control.intakeOpen())
        {
            throw refusal();
        }
        if (single && owner != Thread.currentThread())
        {
            takeOwnership();
        }
    }

    private RuntimeException refusal()
    {
        if (control.failure() != null)
        {
            return new PipelineFailedException("pipeline \"" + pipeline + "\" has halted: " +
                    control.failure().getMessage(), control.failure().getCause());
        }
        return new PipelineClosedException(
                "pipeline \"" + pipeline + "\" takes no events: it is not started, or closed");
    }

    private synchronized void takeOwnership()
    {
        if (owner != null && owner != Thread.currentThread())
        {
            throw new IllegalStateException(
                    "pipeline \"" + pipeline + "\" was built for a single publisher, thread \"" +
                            owner.getName() + "\", but thread \"" + Thread.currentThread().getName() +
                            "\" publishes too; leave out singlePublisher()");
        }
        owner = Thread.currentThread();
    }

    private void checkFits(int count)
    {
        if (count > ring.getBufferSize())
        {
            throw new IllegalArgumentException("pipeline \"" + pipeline + "\": a claim of " + count +
                    " slots can never fit a ring of " + ring.getBufferSize());
        }
    }
}
