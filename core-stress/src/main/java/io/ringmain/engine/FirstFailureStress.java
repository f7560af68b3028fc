package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Of two lanes that fail at once, one is the first, for both of them. */
@JCStressTest
@Outcome(id = {"1, 1", "2, 2"}, expect = Expect.ACCEPTABLE, desc = "both see the same failure")
@State
public class FirstFailureStress
{
    private final Control control = new Control("stress");

    /**
     * One lane.
     *
     * @param result the failure that it sees afterwards
     */
    @Actor
    public void one(JJ_Result result)
    {
        control.fail(new StageFailure("a", 1, null));
        result.r1 = control.failure().sequence();
    }

    /**
     * The other.
     *
     * @param result the failure that it sees afterwards
     */
    @Actor
    public void other(JJ_Result result)
    {
        control.fail(new StageFailure("b", 2, null));
        result.r2 = control.failure().sequence();
    }
}
