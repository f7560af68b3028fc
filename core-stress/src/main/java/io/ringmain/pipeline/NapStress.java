package io.ringmain.pipeline;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import io.ringmain.engine.RingUnit;

/**
 * Either the publisher sees that a lane naps when it looks up, or its gate ends shut. The publisher is the real one; the lane
 * does what {@code RingUnit.want} does.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "seen, and shut in time all the same")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "not seen, but shut: the next claim looks up")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "a publisher that leaves a napping lane without stamps")
@State
public class NapStress
{
    private static final int MAX_SPINS = 10_000;

    private final RingUnit<Object> unit = new RingUnit<>("stress", 1, Object::new, true);
    private final SinglePublisher<Object> publisher = StressedPublisher.of(unit);
    private final Sequence head = new Sequence(-1);
    private volatile boolean publishes;

    /** A ring of one slot with one stage. */
    public NapStress()
    {
        unit.ring().addGatingSequences(head);
    }

    /** Looks up for its second claim. */
    @Actor
    public void publisher()
    {
        long first = publisher.tryClaim(1);
        publisher.commit(first, 1);
        head.set(first);
        publishes = true;
        publisher.tryClaim(1);
    }

    /** Falls asleep at that moment; before, the publisher's first claim has to find out whose thread it is on. */
    @Actor
    public void lane()
    {
        for (int i = 0; !publishes && i < MAX_SPINS; i++)
        {
            Thread.onSpinWait();
        }
        unit.stamps().want(0, true);
        unit.gate().shut();
    }

    /**
     * When both are done.
     *
     * @param result nap seen?, gate shut?
     */
    @Arbiter
    public void after(ZZ_Result result)
    {
        result.r1 = publisher.stampsWanted();
        result.r2 = unit.gate().limit() < 0;
    }
}
