package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** The intake never opens behind a failure, and who sees the lanes stopped sees the failure. */
@JCStressTest
@Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "closed, failed, and no stop without its cause")
@State
public class ControlStress
{
    private final Control control = new Control("stress");
    private boolean causeSeen;

    /** Starts, and looks as a lane does. */
    @Actor
    public void starter()
    {
        control.openIntake();
        causeSeen = !control.stopped() || control.failure() != null;
    }

    /** A lane that fails. */
    @Actor
    public void lane()
    {
        control.fail(new StageFailure("a", 1, null));
    }

    /**
     * When both are done.
     *
     * @param result open?, failed?, a cause to the stop?
     */
    @Arbiter
    public void after(ZZZ_Result result)
    {
        result.r1 = control.intakeOpen();
        result.r2 = control.failure() != null && control.stopped();
        result.r3 = causeSeen;
    }
}
