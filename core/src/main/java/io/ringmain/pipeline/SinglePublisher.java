package io.ringmain.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.IdleStrategy;

import io.ringmain.engine.Engine;
import io.ringmain.engine.Gate;
import io.ringmain.engine.RingUnit;
import io.ringmain.engine.Specializer;
import io.ringmain.lane.IdlePolicy;

/**
 * Publishes to a ring that one thread alone fills. Hot path.
 *
 * <p>
 * It counts its claims itself and sets the ring's cursor itself, as the Disruptor's sequencer would: a claim is a
 * store behind two checks. It looks at the readers' sequences, at the intake, and at whether lanes nap, only when the
 * {@link Gate} is passed.
 *
 * <p>
 * Owner: the first thread that publishes. Readers: others, of {@code owner} alone, and of the cursor. Invariants:
 * {@code claims} never passes the gate's limit, which is never more than the readers' lowest sequence plus the ring's
 * capacity; what is committed is next in the ring; {@code owner} is set under the monitor, and a thread that reads
 * another or an old value asks again there; it is taken back by itself only, or once it has ended.
 */
final class SinglePublisher<E> extends RingPublisher<E>
{
    private static final Class<?> EVENTS = Specializer.eventsClass(MethodHandles.lookup());

    private final int capacity;
    private final IdleStrategy idleStrategy;
    private final Gate gate;
    private final Sequence cursor;
    /** A sequence for its padding: it is written at each claim, and shares a cache line with nothing. */
    private final Sequence claims = new Sequence(-1);
    /** Null: the ring is small enough. */
    private final Pacing pacing;
    private boolean stampsWanted;
    private Thread owner;

    SinglePublisher(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        super(pipeline, engine, unit);
        idleStrategy = idlePolicy.newStrategy();
        capacity = ring.getBufferSize();
        gate = unit.gate();
        cursor = unit.cursor();
        pacing = capacity > Pacing.NEAR ? new Pacing(engine, unit) : null;
    }

    @Override
    long claim(int count, boolean mayWait)
    {
        checkIsOwner();
        checkCount(count);
        long last = claims.get() + count;
        if (last > gate.limit())
        {
            if (!lookUp(count, mayWait))
            {
                return FULL;
            }
            last = claims.get() + count;
        }
        claims.set(last);
        return last - count + 1;
    }

    @Override
    @SuppressWarnings("unchecked") // the array's own class
    public E event(long sequence)
    {
        return ((E[]) EVENTS.cast(events))[(int) sequence & (events.length - 1)];
    }

    @Override
    IdleStrategy idleStrategy()
    {
        return idleStrategy;
    }

    @Override
    void checkIsNext(long first, long last)
    {
        long committed = cursor.get();
        long claimed = claims.get();
        if (first != committed + 1 || last > claimed)
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": slots " + first + " to " + last +
                    " are to be committed, but " + (committed + 1) + " to " + claimed +
                    " are claimed and not yet committed; a ring built for a single publisher takes commits in the order " +
                    "of the claims, and no publication within the filling of another");
        }
    }

    @Override
    void release(long first, long last)
    {
        cursor.set(last);
    }

    @Override
    void checkNothingIsOpen()
    {
        // whoever is not the owner is refused by the claim
        if (owner == Thread.currentThread() && claims.get() != cursor.get())
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": slots " + (cursor.get() + 1) + " to " +
                    claims.get() +
                    " are claimed and not yet committed; commit them before the next publication: a ring " +
                    "built for a single publisher takes no publication within the filling of another");
        }
    }

    @Override
    long room()
    {
        return ring.getMinimumGatingSequence() + capacity - claims.get();
    }

    @Override
    void checkMayPublish()
    {
        checkIntake();
        checkIsOwner();
    }

    @Override
    boolean stampsWanted()
    {
        return stampsWanted;
    }

    /** Its owner passes the gate with a plain look, so no pause is sure to be seen by it in time. */
    @Override
    synchronized void checkIsHeld()
    {
        Thread its = owner;
        if (its == Thread.currentThread())
        {
            if (claims.get() != cursor.get())
            {
                throw new IllegalStateException("pipeline \"" + pipeline + "\": slots " + (cursor.get() + 1) + " to " +
                        claims.get() + " of ring \"" + unit.name() +
                        "\" are claimed and not yet committed; commit them first");
            }
        }
        else if (its != null && its.isAlive() && !engine.isLane(its))
        {
            throw new IllegalStateException("thread \"" + its.getName() + "\" publishes to ring \"" + unit.name() +
                    "\" of pipeline \"" + pipeline + "\", so it alone can let it stand still, but thread \"" +
                    Thread.currentThread().getName() + "\" was to; do it there, or leave out singlePublisher()");
        }
    }

    @Override
    synchronized void letGo()
    {
        if (owner == null || !engine.isLane(owner))
        {
            owner = null;
        }
    }

    private void checkIsOwner()
    {
        if (owner != Thread.currentThread())
        {
            // a closed pipeline is refused before a second thread
            checkIntake();
            takeOwnership();
        }
    }

    /** Opens the gate as far as there is room; whoever changes what is looked at here shuts it again. */
    private boolean lookUp(int count, boolean mayWait)
    {
        checkFits(count);
        if (mayWait && pacing != null && count <= Pacing.CAUGHT_UP)
        {
            pacing.keepNear();
        }
        long last = claims.get() + count;
        // a stage that is being added reads the ring's cursor after it has become a reader: either it sees all that was
        // published before this, or it is among the readers that are looked at here
        VarHandle.fullFence();
        long handled = ring.getMinimumGatingSequence();
        long limit = handled + capacity;
        gate.open(pacing == null
                ? limit
                : Math.min(limit, Math.max(handled + Pacing.NEAR, last + Pacing.STRIDE)));
        stampsWanted = stamps.wanted();
        if (!intakeIsOpen())
        {
            gate.shut();
            checkIntake();
            return false;
        }
        return last <= limit;
    }

    private synchronized void takeOwnership()
    {
        checkNoStageFillsIt();
        if (owner != null && owner != Thread.currentThread())
        {
            throw new IllegalStateException(
                    "pipeline \"" + pipeline + "\" was built for a single publisher, thread \"" +
                            owner.getName() + "\", but thread \"" + Thread.currentThread().getName() +
                            "\" publishes too; leave out singlePublisher()");
        }
        owner = Thread.currentThread();
    }
}
