package io.ringmain.counter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Who reads a counter again and again sees it move: an opaque read is not lifted out of a loop, as a plain one would be. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen in the end")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class CounterProgressStress
{
    private final StageCounters counters = new StageCounters();

    /** Waits for the first event. */
    @Actor
    public void reader()
    {
        while (counters.get(StageCounter.EVENTS) == 0)
        {
            // nothing here reads memory
        }
    }

    /** Counts it. */
    @Signal
    public void lane()
    {
        counters.add(StageCounter.EVENTS, 1);
    }
}
