package io.ringmain.engine;

import java.util.concurrent.CountDownLatch;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * One thread's work: polls the loops of its stages in turn, in the order of the graph. Template: cloned for each lane, see
 * {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its thread. Progress: a turn handles at most one batch of each loop.
 */
final class LaneAgent implements Agent
{
    private final String roleName;
    private final Loop[] loops;
    private final Control control;
    private final CountDownLatch started;

    LaneAgent(String roleName, Loop[] loops, Control control, CountDownLatch started)
    {
        this.started = started;
        this.roleName = roleName;
        this.loops = loops;
        this.control = control;
    }

    @Override
    public void onStart()
    {
        for (Loop loop : loops)
        {
            loop.onStart();
        }
        started.countDown();
    }

    @Override
    public int doWork()
    {
        if (control.stopped())
        {
            throw new AgentTerminationException();
        }
        int handled = 0;
        for (Loop loop : loops)
        {
            handled += loop.poll();
        }
        return handled;
    }

    @Override
    public void onClose()
    {
        if (!control.stopped())
        {
            control.fail(new StageFailure(roleName, StageFailure.NO_SEQUENCE,
                    new InterruptedException("somebody interrupted the lane's thread")));
        }
        for (Loop loop : loops)
        {
            try
            {
                loop.onShutdown();
            }
            catch (StageFailure failure)
            {
                control.fail(failure);
            }
        }
    }

    @Override
    public String roleName()
    {
        return roleName;
    }
}
