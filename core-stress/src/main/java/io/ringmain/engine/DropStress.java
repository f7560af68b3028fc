package io.ringmain.engine;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Who sees the release of a dropped event sees the mark, and that there are marks at all; its neighbour has none. */
@JCStressTest
@Outcome(id = "false, false, false", expect = Expect.ACCEPTABLE, desc = "not released yet")
@Outcome(id = "true, true, false", expect = Expect.ACCEPTABLE, desc = "released with its mark")
@State
public class DropStress
{
    private final DroppedSlots dropped = new DroppedSlots(4);
    private final Sequence released = new Sequence(3);

    /** Drops sequence 4. */
    @Actor
    public void dropping()
    {
        dropped.drop(4);
        released.set(5);
    }

    /**
     * Looks for marks.
     *
     * @param result any at all, on 4, on 5
     */
    @Actor
    public void behind(ZZZ_Result result)
    {
        if (released.get() >= 5)
        {
            result.r1 = dropped.any();
            result.r2 = dropped.isDropped(4);
            result.r3 = dropped.isDropped(5);
        }
    }
}
