package io.ringmain.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

import io.ringmain.engine.RingUnit;

/**
 * A stage sees the event that was published, filled and not yet filled again. The publisher is the real one, which publishes
 * by the ring's cursor alone; the stage looks by a barrier, and reads and releases as {@code StageLoop} does.
 */
@JCStressTest
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "not published yet")
@Outcome(id = "100", expect = Expect.ACCEPTABLE, desc = "what was published")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "seen before it was filled")
@Outcome(id = "200", expect = Expect.FORBIDDEN, desc = "filled again before it was handled")
@State
public class SlotStress
{
    private static final int MAX_SPINS = 10_000;

    private final RingUnit<Event> unit = new RingUnit<>("stress", 1, Event::new, true);
    private final SinglePublisher<Event> publisher = StressedPublisher.of(unit);
    private final SequenceBarrier barrier = unit.ring().newBarrier();
    private final Sequence handled = new Sequence(-1);
    private volatile boolean publishes;

    /** What lives in the slot. */
    static final class Event
    {
        long value;
    }

    /** A ring of one slot with one stage. */
    public SlotStress()
    {
        unit.ring().addGatingSequences(handled);
    }

    /** Publishes, and once more when there is room. */
    @Actor
    public void publisher()
    {
        publish(100);
        publish(200);
    }

    /**
     * One turn of a loop, as soon as the publisher's first claim has found out whose thread it is on.
     *
     * @param result what the event holds; -1 while there is none
     */
    @Actor
    public void stage(J_Result result)
    {
        for (int i = 0; !publishes && i < MAX_SPINS; i++)
        {
            Thread.onSpinWait();
        }
        result.r1 = -1;
        if (available() >= 0)
        {
            result.r1 = unit.events()[0].value;
            handled.set(0);
        }
    }

    private long available()
    {
        try
        {
            return barrier.waitFor(0);
        }
        catch (AlertException | InterruptedException | TimeoutException e)
        {
            throw new IllegalStateException("a polling barrier waits for nothing, yet threw " + e, e);
        }
    }

    private void publish(long value)
    {
        long sequence = publisher.tryClaim(1);
        publishes = true;
        if (sequence != Publisher.FULL)
        {
            publisher.event(sequence).value = value;
            publisher.commit(sequence, 1);
        }
    }
}
