package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Who sees a count sees the batch that it counted, or a later one. */
@JCStressTest
@Outcome(id = "0, (-1|5|9), (0|50|90)", expect = Expect.ACCEPTABLE, desc = "none counted yet")
@Outcome(id = "1, (5|9), (50|90)", expect = Expect.ACCEPTABLE, desc = "the first, or already the second")
@Outcome(id = "2, 9, 90", expect = Expect.ACCEPTABLE, desc = "the second")
@State
public class SlowBatchStress
{
    private final SlowBatches slow = new SlowBatches();

    /** Two slow batches. */
    @Actor
    public void lane()
    {
        slow.record(5, 50);
        slow.record(9, 90);
    }

    /**
     * Reads as the watchdog does.
     *
     * @param result count, last sequence, duration
     */
    @Actor
    public void watchdog(JJJ_Result result)
    {
        result.r1 = slow.count();
        result.r2 = slow.lastSequence();
        result.r3 = slow.durationNs();
    }
}
