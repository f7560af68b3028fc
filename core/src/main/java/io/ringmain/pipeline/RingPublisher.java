package io.ringmain.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

import com.lmax.disruptor.RingBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.engine.Specializer;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.latency.BatchStamps;

/**
 * Publishes to one ring. Hot path.
 *
 * <p>
 * It never waits inside the Disruptor, whose {@code next()} would neither notice a failure nor follow an idle policy: it
 * tries, idles, and looks at the pipeline's state before it tries again.
 *
 * <p>
 * Owner: whoever publishes. Invariants: what is claimed is
 * published, filled or abandoned. Progress: waiting ends with room, the deadline, a failure, or the close of the intake.
 */
abstract class RingPublisher<E> implements Publisher<E>
{
    /** From so many events on, a clock reading for the batch costs next to nothing for each. */
    private static final int STAMPED_BATCH = 16;
    private static final long FOR_EVER = Long.MAX_VALUE;
    /** A publisher that had to wait goes on when this part of the ring is free, one in so many. */
    private static final int GATHERED_PART = 4;
    private static final long GATHER_NS = 20_000;

    private static final ClassValue<MethodHandle> SINGLE = specialized(SinglePublisher.class);
    private static final ClassValue<MethodHandle> SHARED = specialized(SharedPublisher.class);

    final String pipeline;
    final RingUnit<E> unit;
    final RingBuffer<E> ring;
    final E[] events;
    final Engine engine;
    private final Control control;
    final BatchStamps stamps;
    private final NanoClock clock;
    private final int gatheredRoom;

    @SuppressWarnings("unchecked") // a clone has the type parameter of its template, its class has none
    static <E> RingPublisher<E> of(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        return Specializer.newInstance(RingPublisher.class,
                (unit.singlePublisher() ? SINGLE : SHARED).get(unit.events().getClass()), pipeline, engine, unit,
                idlePolicy);
    }

    /** One clone for each class of event: code that publishes to several rings of an event meets one class of publisher. */
    private static ClassValue<MethodHandle> specialized(Class<?> template)
    {
        return new ClassValue<>()
        {
            @Override
            protected MethodHandle computeValue(Class<?> events)
            {
                return Specializer.constructor(MethodHandles.lookup(), events, template);
            }
        };
    }

    RingPublisher(String pipeline, Engine engine, RingUnit<E> unit)
    {
        this.pipeline = pipeline;
        this.engine = engine;
        this.unit = unit;
        this.ring = unit.ring();
        this.events = unit.events();
        this.control = engine.control();
        this.stamps = unit.stamps();
        this.clock = engine.clock();
        this.gatheredRoom = ring.getBufferSize() / GATHERED_PART;
    }

    @Override
    public final void publish(Consumer<? super E> fill)
    {
        checkNothingIsOpen();
        fill(claim(1), fill);
    }

    @Override
    public final boolean publish(Consumer<? super E> fill, long timeoutNs)
    {
        checkNothingIsOpen();
        return fill(claim(1, timeoutNs), fill);
    }

    @Override
    public final boolean tryPublish(Consumer<? super E> fill)
    {
        checkNothingIsOpen();
        return fill(tryClaim(1), fill);
    }

    @Override
    public final boolean publishOrDrop(Consumer<? super E> fill)
    {
        boolean published = tryPublish(fill);
        if (!published)
        {
            unit.turnedAway();
        }
        return published;
    }

    @Override
    public final long claim(int count)
    {
        long first = claim(count, true);
        return first == FULL ? claimWhenThereIsRoom(count, FOR_EVER) : first;
    }

    @Override
    public final long tryClaim(int count)
    {
        return claim(count, false);
    }

    /** Claims what is free, or answers {@link #FULL}; may wait a moment for stages that are about to catch up. */
    abstract long claim(int count, boolean mayWait);

    @Override
    public final long claim(int count, long timeoutNs)
    {
        long first = tryClaim(count);
        return first == FULL ? claimWhenThereIsRoom(count, timeoutNs) : first;
    }

    /** Slots that are free, those claimed and not yet published not among them. */
    abstract long room();

    /** Whether a lane naps, so that it cannot date by itself what is published now. */
    abstract boolean stampsWanted();

    /** Throws when something is claimed and not yet committed, where that matters to who claims and commits at once. */
    abstract void checkNothingIsOpen();

    /** Throws when these slots are not the next to be committed, where that matters. */
    abstract void checkIsNext(long first, long last);

    /** Lets the stages have them. */
    abstract void release(long first, long last);

    /** The calling thread's own, since a strategy holds state. */
    abstract IdleStrategy idleStrategy();

    /** Throws when this thread may not publish. Asked while waiting. */
    abstract void checkMayPublish();

    /** While the intake pauses: throws when a thread may publish nevertheless, or this one has slots open. */
    abstract void checkIsHeld();

    /** While the intake pauses: whoever publishes next is this ring's publisher. */
    abstract void letGo();

    @Override
    public final void abandon(long sequence)
    {
        unit.abandoned().drop(sequence);
        unit.gaveUp();
    }

    @Override
    public final void commit(long first, int count)
    {
        checkCount(count);
        long last = first + count - 1;
        checkIsNext(first, last);
        if (count >= STAMPED_BATCH || (stampsWanted() && unit.hasCaughtUp(first - 1)))
        {
            stamps.stamp(first, last, clock.nanoTime());
        }
        release(first, last);
    }

    private boolean fill(long sequence, Consumer<? super E> fill)
    {
        if (sequence == FULL)
        {
            return false;
        }
        try
        {
            fill.accept(event(sequence));
        }
        catch (Throwable t)
        {
            abandon(sequence);
            throw t;
        }
        finally
        {
            commit(sequence, 1);
        }
        return true;
    }

    private long claimWhenThereIsRoom(int count, long timeoutNs)
    {
        checkIsNotALane();
        IdleStrategy idle = idleStrategy();
        long startNs = System.nanoTime();
        long first = FULL;
        try
        {
            while (first == FULL && awaitRoom(count, idle, startNs, timeoutNs))
            {
                letRoomGather(idle);
                first = tryClaim(count);
            }
        }
        finally
        {
            unit.blocked(System.nanoTime() - startNs);
        }
        return first;
    }

    private boolean awaitRoom(int count, IdleStrategy idle, long startNs, long timeoutNs)
    {
        idle.reset();
        while (!intakeIsOpen() || room() < count)
        {
            checkMayPublish();
            if (timeoutNs != FOR_EVER && System.nanoTime() - startNs >= timeoutNs)
            {
                return false;
            }
            idle(idle);
        }
        return true;
    }

    /** A publisher that takes every slot as it falls free meets the stages at each; a moment later there is a batch. */
    private void letRoomGather(IdleStrategy idle)
    {
        long startNs = System.nanoTime();
        idle.reset();
        while (room() < gatheredRoom && control.intakeOpen() && System.nanoTime() - startNs < GATHER_NS)
        {
            idle(idle);
        }
    }

    private void idle(IdleStrategy idle)
    {
        if (!engine.invoke())
        {
            idle.idle();
        }
    }

    private void checkIsNotALane()
    {
        if (engine.isLane(Thread.currentThread()))
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": its own lane " +
                    Thread.currentThread().getName() + " would have to wait for room in the full ring \"" +
                    unit.name() +
                    "\" of " + ring.getBufferSize() + " slots, perhaps for itself; use tryPublish, or publish from " +
                    "another thread, or emit into another ring by flatMap");
        }
    }

    final void checkNoStageFillsIt()
    {
        engine.graph().stages().stream().filter(stage -> unit.name().equals(stage.into())).findFirst()
                .ifPresent(stage ->
                {
                    throw new IllegalStateException("ring \"" + unit.name() + "\" of pipeline \"" + pipeline +
                            "\" was built for a single publisher, and stage \"" + stage.name() +
                            "\" fills it, but thread \"" +
                            Thread.currentThread().getName() + "\" publishes too; leave out singlePublisher()");
                });
    }

    static ThreadLocal<IdleStrategy> forEachThread(IdlePolicy idlePolicy)
    {
        return ThreadLocal.withInitial(idlePolicy::newStrategy);
    }

    /** In a pause it is open to the pipeline's own stages, which handle what is left. */
    final boolean intakeIsOpen()
    {
        return control.intakeOpen() || (control.intakePaused() && engine.isLane(Thread.currentThread()));
    }

    final boolean intakeIsPaused()
    {
        return control.intakePaused();
    }

    /** Throws when it is closed; in a pause this only throws for the thread that would wait for itself. */
    final void checkIntake()
    {
        if (control.intakeClosed())
        {
            throw refusal();
        }
        if (control.isPausedBy(Thread.currentThread()) && !intakeIsOpen())
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\" stands still for this very thread, \"" +
                    Thread.currentThread().getName() + "\", which would wait for itself: publish after the snapshot");
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

    static void checkCount(int count)
    {
        if (count < 1)
        {
            throw new IllegalArgumentException(count + " slots cannot be claimed or committed: it must be at least 1");
        }
    }

    final void checkFits(int count)
    {
        if (count > ring.getBufferSize())
        {
            throw new IllegalArgumentException("pipeline \"" + pipeline + "\": a claim of " + count +
                    " slots can never fit a ring of " + ring.getBufferSize());
        }
    }
}
