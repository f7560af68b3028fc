package io.ringmain.pipeline;

import java.lang.invoke.VarHandle;

import org.agrona.concurrent.IdleStrategy;

import io.ringmain.engine.Engine;
import io.ringmain.engine.Gate;
import io.ringmain.engine.RingUnit;
import io.ringmain.lane.IdlePolicy;

/**
 * Publishes to a ring that one thread alone fills. Hot path.
 *
 * <p>
 * It counts its claims itself, and uses the Disruptor's sequencer only to publish: a claim is two comparisons and one
 * store. It looks at the readers' sequences, at the intake, and at whether lanes nap, only when the {@link Gate} is passed.
 *
 * <p>
 * Owner: the first thread that publishes. Readers: others, of {@code owner} alone. Invariants: {@code claimed} never passes the gate's limit, which is
 * never more than the readers' lowest sequence plus the ring's capacity; what is committed is next in the ring; {@code owner} is set once, under the monitor, and a
 * thread that reads another or an old value asks again there.
 */
final class SinglePublisher<E> extends RingPublisher<E>
{
    private final int capacity;
    private final IdleStrategy idleStrategy;
    private final Gate gate;
    private long claimed = -1;
    private long committed = -1;
    private boolean stampsWanted;
    private Thread owner;

    SinglePublisher(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        super(pipeline, engine, unit);
        idleStrategy = idlePolicy.newStrategy();
        capacity = ring.getBufferSize();
        gate = unit.gate();
    }

    @Override
    public long tryClaim(int count)
    {
        checkIsOwner();
        checkCount(count);
        long last = claimed + count;
        if (last > gate.limit() && !lookUp(last, count))
        {
            return FULL;
        }
        claimed = last;
        return last - count + 1;
    }

    @Override
    IdleStrategy idleStrategy()
    {
        return idleStrategy;
    }

    @Override
    void checkIsNext(long first, long last)
    {
        if (first != committed + 1 || last > claimed)
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": slots " + first + " to " + last +
                    " are to be committed, but " + (committed + 1) + " to " + claimed +
                    " are claimed and not yet committed; a ring built for a single publisher takes commits in the order " +
                    "of the claims, and no publication within the filling of another");
        }
        committed = last;
    }

    @Override
    long room()
    {
        return ring.getMinimumGatingSequence() + capacity - claimed;
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
    private boolean lookUp(long last, int count)
    {
        checkFits(count);
        // a stage that is being added reads the ring's cursor after it has become a reader: either it sees all that was
        // published before this, or it is among the readers that are looked at here
        VarHandle.fullFence();
        long limit = ring.getMinimumGatingSequence() + capacity;
        gate.open(limit);
        stampsWanted = stamps.wanted();
        if (!intakeIsOpen())
        {
            gate.shut();
            checkIntake();
        }
        return last <= limit;
    }

    private synchronized void takeOwnership()
    {
        engine.graph().stages().stream().filter(stage -> unit.name().equals(stage.into())).findFirst()
                .ifPresent(stage ->
                {
                    throw new IllegalStateException("ring \"" + unit.name() + "\" of pipeline \"" + pipeline +
                            "\" was built for a single publisher, and stage \"" + stage.name() +
                            "\" fills it, but thread \"" +
                            Thread.currentThread().getName() + "\" publishes too; leave out singlePublisher()");
                });
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
