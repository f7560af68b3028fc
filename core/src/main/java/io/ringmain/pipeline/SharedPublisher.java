package io.ringmain.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.lane.IdlePolicy;

/**
 * Publishes to a ring that any number of threads may fill. Hot path.
 *
 * <p>
 * Owner: none; the Disruptor's own claim is the only thing that its callers share.
 */
final class SharedPublisher<E> extends RingPublisher<E>
{
    SharedPublisher(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        super(pipeline, engine, unit, idlePolicy);
    }

    @Override
    public long tryClaim(int count)
    {
        checkIntake();
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
    long room()
    {
        return ring.remainingCapacity();
    }

    @Override
    void checkMayPublish()
    {
        checkIntake();
    }
}
