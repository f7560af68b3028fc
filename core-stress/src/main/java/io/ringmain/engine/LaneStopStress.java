package io.ringmain.engine;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** A lane that is asked to stop notices, however often it has looked before. Nothing else rides on the flag. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "the lane ends")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "the lane goes on for ever")
@State
public class LaneStopStress
{
    private final LaneStop stop = new LaneStop();

    /** Turns without work. */
    @Actor
    public void lane()
    {
        while (!stop.asked())
        {
            // nothing here reads memory
        }
    }

    /** Takes the stage out. */
    @Signal
    public void remover()
    {
        stop.ask();
    }
}
