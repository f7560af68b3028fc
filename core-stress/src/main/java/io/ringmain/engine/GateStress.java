package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Either the publisher sees that the intake has closed when it looks up, or its gate ends shut. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "seen, and shut in time all the same")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "seen: the publisher shuts it itself")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "not seen, but shut: the next claim looks up")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a publisher that goes on into a closed intake")
@State
public class GateStress
{
    private final Control control = new Control("stress");
    private final Gate gate = new Gate();
    private boolean seen;

    /** A running pipeline. */
    public GateStress()
    {
        control.add(gate);
        control.openIntake();
    }

    /** Looks up, as a claim does whose room is used up. */
    @Actor
    public void publisher()
    {
        gate.open(Long.MAX_VALUE);
        seen = !control.intakeOpen();
    }

    /** Closes the pipeline. */
    @Actor
    public void closer()
    {
        control.closeIntake();
    }

    /**
     * When both are done.
     *
     * @param result closed intake seen?, gate shut?
     */
    @Arbiter
    public void after(ZZ_Result result)
    {
        result.r1 = seen;
        result.r2 = gate.limit() != Long.MAX_VALUE;
    }
}
