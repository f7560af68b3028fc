package io.ringmain.pipeline;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

import io.ringmain.engine.RingUnit;

/**
 * A publisher never fills a slot again that a stage being added takes for the first that it will see: either the publisher
 * sees the stage, or the stage sees what was published.
 *
 * <p>
 * Publisher and ring are the real ones; the stage is added by the line that {@code Compiler.add} adds it by. The stage that is
 * there already has its sequence set on the publisher's own thread, which is as near as a stage can follow. Without the fence
 * in {@code SinglePublisher.lookUp} this fails on x86, too, some times in a million.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the stage begins behind what was published")
@Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "the publisher waits for the stage")
@Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "both have seen the other: it need not have waited")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the slot of the stage's first event is filled again")
@State
public class AddedStageStress
{
    private static final int MAX_SPINS = 10_000;

    private final RingUnit<Object> unit = new RingUnit<>("stress", 1, Object::new, true);
    private final SinglePublisher<Object> publisher = StressedPublisher.of(unit);
    private final Sequence head = new Sequence(-1);
    private final Sequence added = new Sequence(-1);
    private volatile boolean publishes;

    /** A ring of one slot with one stage. */
    public AddedStageStress()
    {
        unit.ring().addGatingSequences(head);
    }

    /**
     * Publishes, and claims the same slot again.
     *
     * @param result what the second claim got, -1 for nothing
     */
    @Actor
    public void publisher(JJ_Result result)
    {
        long first = publisher.tryClaim(1);
        publishes = true;
        publisher.commit(first, 1);
        head.set(first);
        result.r1 = publisher.tryClaim(1);
    }

    /**
     * Adds a stage at that moment; before, the publisher's first claim has to find out whose thread it is on.
     *
     * @param result the first sequence that it will see
     */
    @Actor
    public void adder(JJ_Result result)
    {
        for (int i = 0; !publishes && i < MAX_SPINS; i++)
        {
            Thread.onSpinWait();
        }
        unit.ring().addGatingSequences(added);
        result.r2 = added.get() + 1;
    }
}
