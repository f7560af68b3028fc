package io.ringmain.pipeline;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

import io.ringmain.engine.RingUnit;

/** Of two threads that publish to a ring for one, one gets in and the other is told, though both look at the owner racily. */
@JCStressTest
@Outcome(id = {"0, -2", "-2, 0"}, expect = Expect.ACCEPTABLE, desc = "one owns it, the other is refused")
@Outcome(expect = Expect.FORBIDDEN, desc = "two publishers, or none")
@State
public class OwnerStress
{
    private static final long REFUSED = -2;

    private final RingUnit<Object> unit = new RingUnit<>("stress", 2, Object::new, true);
    private final SinglePublisher<Object> publisher = StressedPublisher.of(unit);

    /** A ring with room for both, and one stage. */
    public OwnerStress()
    {
        unit.ring().addGatingSequences(new Sequence(-1));
    }

    /**
     * One thread.
     *
     * @param result the slot that it claimed
     */
    @Actor
    public void one(JJ_Result result)
    {
        result.r1 = claim();
    }

    /**
     * The other.
     *
     * @param result the slot that it claimed
     */
    @Actor
    public void other(JJ_Result result)
    {
        result.r2 = claim();
    }

    private long claim()
    {
        try
        {
            return publisher.tryClaim(1);
        }
        catch (IllegalStateException refused)
        {
            return REFUSED;
        }
    }
}
