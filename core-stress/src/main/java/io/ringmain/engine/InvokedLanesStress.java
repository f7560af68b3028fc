package io.ringmain.engine;

import java.util.List;

import org.agrona.concurrent.AgentInvoker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Only the thread that runs the lanes takes itself for it, whatever another reads in the plain field meanwhile. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the owner runs them, the other waits")
@Outcome(expect = Expect.FORBIDDEN, desc = "two threads run the lanes, or none")
@State
public class InvokedLanesStress
{
    private final InvokedLanes lanes = new InvokedLanes("stress", List.of());
    private final AgentInvoker invoker = new AgentInvoker(Throwable::printStackTrace, null, lanes);

    /**
     * Starts the pipeline, and waits for room.
     *
     * @param result whether it runs the lanes meanwhile
     */
    @Actor
    public void owner(ZZ_Result result)
    {
        lanes.runBy(invoker, Thread.currentThread());
        invoker.start();
        result.r1 = lanes.invoke();
    }

    /**
     * Waits for room on another thread.
     *
     * @param result whether it runs the lanes, or takes itself for the one that does
     */
    @Actor
    public void other(ZZ_Result result)
    {
        result.r2 = lanes.invoke() || lanes.isInTurn(Thread.currentThread());
    }
}
