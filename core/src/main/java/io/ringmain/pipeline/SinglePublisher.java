package io.ringmain.pipeline;

import org.agrona.concurrent.IdleStrategy;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.lane.IdlePolicy;

/**
 * Publishes to a ring that one thread alone fills. Hot path.
 *
 * <p>
 * It counts its claims itself, and uses the Disruptor's sequencer only to publish: a claim is one comparison and one store,
 * and it looks at the readers' sequences only when the room that it knows of is used up.
 *
 * <p>
 * Owner: the first thread that publishes. Readers: none. Invariants: {@code claimed} never passes {@code limit}, and
 * {@code limit} is never more than the readers' lowest sequence and the ring's capacity; {@code owner} is set once, under
 * the monitor, and a thread that reads another or an old value asks again there.
 */
final class SinglePublisher<E> extends RingPublisher<E>
{
    private final int capacity;
    private final IdleStrategy idleStrategy;
    private long claimed = -1;
    private long limit = -1;
    private Thread owner;

    SinglePublisher(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        super(pipeline, engine, unit);
        idleStrategy = idlePolicy.newStrategy();
        capacity = ring.getBufferSize();
    }

    @Override
    public long tryClaim(int count)
    {
        checkMayPublish();
        long last = claimed + count;
        if (last > limit && !findRoom(last, count))
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
    long room()
    {
        return ring.getMinimumGatingSequence() + capacity - claimed;
    }

    @Override
    void checkMayPublish()
    {
        checkIntake();
        if (owner != Thread.currentThread())
        {
            takeOwnership();
        }
    }

    private boolean findRoom(long last, int count)
    {
        checkFits(count);
        limit = ring.getMinimumGatingSequence() + capacity;
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
