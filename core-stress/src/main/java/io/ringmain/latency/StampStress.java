package io.ringmain.latency;

import com.lmax.disruptor.Sequence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A stamp is written before the release of its batch and read after an acquire of it; an earlier turn's is not taken. */
@JCStressTest
@Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "not published yet")
@Outcome(id = "10, 77", expect = Expect.ACCEPTABLE, desc = "published: the stamp is whole")
@State
public class StampStress
{
    private final BatchStamps stamps = new BatchStamps(4);
    private final Sequence cursor = new Sequence(7);

    /** The first turn of the array has left its stamp at the same index. */
    public StampStress()
    {
        stamps.stamp(0, 7, 11);
    }

    /** Publishes sequences 8 to 10. */
    @Actor
    public void publisher()
    {
        stamps.stamp(8, 10, 77);
        cursor.set(10);
    }

    /**
     * Looks, and reads the stamp of what it finds.
     *
     * @param result the end of the run, and its time
     */
    @Actor
    public void lane(JJ_Result result)
    {
        if (cursor.get() < 8)
        {
            result.r1 = -1;
            return;
        }
        StampReader reader = new StampReader(stamps, false);
        result.r1 = reader.enter(8, 10, 5);
        result.r2 = reader.timeNs();
    }
}
