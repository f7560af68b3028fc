package io.ringmain.engine;

import java.util.List;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;

/**
 * All lanes of a pipeline as one agent, for a caller that has a thread already.
 *
 * <p>
 * Owner: the caller's thread, {@code owner}. Readers: publishers, of {@code owner} alone. Progress: a turn of this is a turn
 * of every lane.
 */
final class InvokedLanes implements Agent
{
    private final String name;
    private final Agent[] lanes;
    private AgentInvoker invoker;
    private Thread owner;
    /** Written and read by the owner alone. */
    private boolean inTurn;

    InvokedLanes(String name, List<LaneRun> runs)
    {
        this.name = name;
        lanes = runs.stream().map(LaneRun::agent).toArray(Agent[]::new);
    }

    /** Before it is published to other threads. */
    void runBy(AgentInvoker itsInvoker, Thread itsOwner)
    {
        invoker = itsInvoker;
        owner = itsOwner;
    }

    boolean invoke()
    {
        if (Thread.currentThread() != owner || inTurn)
        {
            return false;
        }
        invoker.invoke();
        if (!invoker.isRunning())
        {
            // it was interrupted, which ends a lane
            invoker.close();
        }
        return true;
    }

    boolean isRunBy(Thread thread)
    {
        return thread == owner;
    }

    boolean isInTurn(Thread thread)
    {
        return thread == owner && inTurn;
    }

    void close()
    {
        invoker.close();
    }

    @Override
    public void onStart()
    {
        for (Agent lane : lanes)
        {
            lane.onStart();
        }
    }

    @Override
    public int doWork() throws Exception
    {
        inTurn = true;
        try
        {
            int handled = 0;
            for (Agent lane : lanes)
            {
                handled += lane.doWork();
            }
            return handled;
        }
        finally
        {
            inTurn = false;
        }
    }

    @Override
    public void onClose()
    {
        for (Agent lane : lanes)
        {
            lane.onClose();
        }
    }

    @Override
    public String roleName()
    {
        return name;
    }
}
