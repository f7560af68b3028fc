package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Whoever pauses the intake sees a claim that was made before, or the claim's thread sees the pause and gives it up. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "both: given up, and waited for")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the publisher sees the pause and gives its claim up")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the pause waits for the claim")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "an event that comes while the pipeline stands still")
@State
public class PauseStress
{
    private final Control control = new Control("stress");
    private final RingUnit<long[]> unit = new RingUnit<>("stress", 2, () -> new long[1], false);

    /** A running pipeline. */
    public PauseStress()
    {
        control.openIntake();
    }

    /**
     * Claims, and looks at the intake then, as the publisher of a shared ring does.
     *
     * @param result pause seen?
     */
    @Actor
    public void publisher(ZZ_Result result)
    {
        // there is room, so this does not wait
        unit.ring().next();
        result.r1 = control.intakePaused();
    }

    /**
     * Pauses, and looks at the claims then.
     *
     * @param result claim seen?
     */
    @Actor
    public void coordinator(ZZ_Result result)
    {
        control.pauseIntake();
        result.r2 = unit.ring().getCursor() >= 0;
    }
}
