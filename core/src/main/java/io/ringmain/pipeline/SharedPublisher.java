package io.ringmain.pipeline;

import java.lang.invoke.MethodHandles;

import com.lmax.disruptor.InsufficientCapacityException;
import org.agrona.concurrent.IdleStrategy;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.engine.Specializer;
import io.ringmain.lane.IdlePolicy;

/**
 * Publishes to a ring that any number of threads may fill. Hot path.
 *
 * <p>
 * Owner: none; the Disruptor's own claim is the only thing that its callers share.
 */
final class SharedPublisher<E> extends RingPublisher<E>
{
    private static final Class<?> EVENTS = Specializer.eventsClass(MethodHandles.lookup());

    private final TakingTurns turns = new TakingTurns();
    private final ThreadLocal<IdleStrategy> idleStrategies;

    SharedPublisher(String pipeline, Engine engine, RingUnit<E> unit, IdlePolicy idlePolicy)
    {
        super(pipeline, engine, unit);
        idleStrategies = forEachThread(idlePolicy);
    }

    @Override
    long claim(int count, boolean mayWait)
    {
        if (!intakeIsOpen())
        {
            checkIntake();
            return FULL;
        }
        checkCount(count);
        int turn = turns.before();
        try
        {
            long last = ring.tryNext(count);
            long first = last - count + 1;
            turns.after(turn, first, last);
            // whoever pauses the intake looks at the claims after that, and this looks at the intake after its claim
            return intakeIsOpen() ? first : closedMeanwhile(first, last);
        }
        catch (InsufficientCapacityException full)
        {
            checkFits(count);
            return FULL;
        }
    }

    /** Whoever has paused the intake may not have seen the claim: nothing of it must come to the stages now. */
    private long closedMeanwhile(long first, long last)
    {
        if (!intakeIsPaused())
        {
            return first;
        }
        for (long sequence = first; sequence <= last; sequence++)
        {
            abandon(sequence);
        }
        ring.publish(first, last);
        return FULL;
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
        return idleStrategies.get();
    }

    @Override
    boolean stampsWanted()
    {
        return stamps.wanted();
    }

    @Override
    void checkIsNext(long first, long last)
    {
        // several publishers commit in any order
    }

    @Override
    void checkNothingIsOpen()
    {
        // several publishers commit in any order
    }

    @Override
    void release(long first, long last)
    {
        ring.publish(first, last);
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

    @Override
    void checkIsHeld()
    {
        // all who publish look at the intake, before and after each claim
    }

    @Override
    void letGo()
    {
        // it belongs to nobody
    }
}
