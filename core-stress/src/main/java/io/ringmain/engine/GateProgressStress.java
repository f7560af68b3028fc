package io.ringmain.engine;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/**
 * A publisher notices that its gate was shut, though it reads the limit plainly and has room for ever: the sequence of its
 * claims, read before each limit, has a fence that keeps the JIT from using an old limit again.
 *
 * <p>
 * The loop is the one of {@code SinglePublisher.claim}, without its publications, which fence as well.
 */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it looks up")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "it never looks up again")
@State
public class GateProgressStress
{
    private final Gate gate = new Gate();
    private final Sequence claims = new Sequence(-1);

    /** An open gate. */
    public GateProgressStress()
    {
        gate.open(Long.MAX_VALUE);
    }

    /** Claims until it has to look up. */
    @Actor
    public void publisher()
    {
        long last = claims.get() + 1;
        while (last <= gate.limit())
        {
            claims.set(last);
            last = claims.get() + 1;
        }
    }

    /** Has something to say to the publisher. */
    @Signal
    public void other()
    {
        gate.shut();
    }
}
