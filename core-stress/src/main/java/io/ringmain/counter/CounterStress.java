package io.ringmain.counter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Who reads a counter twice sees values that it had, and never a smaller one after a larger.
 *
 * <p>
 * Plain accesses would pass here as well on x86, unless the JIT turned the two reads around. What this fails on is a counter
 * that is written in two steps.
 */
@JCStressTest
@Outcome(id = {"0, 0", "0, 3", "0, 7", "3, 3", "3, 7", "7, 7"}, expect = Expect.ACCEPTABLE, desc = "it rises")
@Outcome(expect = Expect.FORBIDDEN, desc = "it falls, or is torn")
@State
public class CounterStress
{
    private final StageCounters counters = new StageCounters();

    /** Counts two batches. */
    @Actor
    public void lane()
    {
        counters.add(StageCounter.EVENTS, 3);
        counters.add(StageCounter.EVENTS, 4);
    }

    /**
     * Reads as statistics do.
     *
     * @param result the one value and the next
     */
    @Actor
    public void reader(JJ_Result result)
    {
        result.r1 = counters.get(StageCounter.EVENTS);
        result.r2 = counters.get(StageCounter.EVENTS);
    }
}
