package io.ringmain.latency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Lanes that fall asleep and wake at once do not undo each other's wish for stamps. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the sleeper's wish stands")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "the sleeper's wish is lost")
@State
public class WantedStress
{
    private final BatchStamps stamps = new BatchStamps(1);

    /** The first lane has napped for some time. */
    public WantedStress()
    {
        stamps.want(0, true);
    }

    /** It wakes. */
    @Actor
    public void waking()
    {
        stamps.want(0, false);
    }

    /** Another falls asleep. */
    @Actor
    public void fallingAsleep()
    {
        stamps.want(1, true);
    }

    /**
     * When both are done.
     *
     * @param result stamps wanted?
     */
    @Arbiter
    public void after(Z_Result result)
    {
        result.r1 = stamps.wanted();
    }
}
