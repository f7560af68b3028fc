package io.ringmain.engine;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * While a head is added and taken out, a publisher sees the others all the time, and no half of an array.
 *
 * <p>
 * The array and what is in it are written before its reference; that a plain reference may overtake them shows on weaker
 * machines than x86 only. What this fails on everywhere is an array that is changed in place.
 */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "without the new head")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "with it")
@Outcome(expect = Expect.FORBIDDEN, desc = "a head that was there all the time is missed")
@State
public class HeadsStress
{
    private final RingUnit<Object> unit = new RingUnit<>("stress", 1, Object::new, true);

    /** A ring with a head that has handled sequence 5. */
    public HeadsStress()
    {
        unit.addHead(new Sequence(5));
    }

    /** One at a time changes a graph. */
    @Actor
    public void changer()
    {
        Sequence further = new Sequence(9);
        unit.addHead(further);
        unit.removeHead(further);
    }

    /**
     * Asks as a commit does.
     *
     * @param result up to the head's, up to the new head's
     */
    @Actor
    public void publisher(ZZ_Result result)
    {
        result.r1 = unit.hasCaughtUp(5);
        result.r2 = unit.hasCaughtUp(9);
    }
}
