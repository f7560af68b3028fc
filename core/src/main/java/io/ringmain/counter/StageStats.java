package io.ringmain.counter;

import java.util.List;
import java.util.Map;

/**
 * One stage at one moment.
 *
 * @param stage      its name
 * @param ring       whose events it handles
 * @param lane       the lane that runs it
 * @param lagEvents  published and not yet handled by this stage
 * @param counters   by their stable names
 * @param batchSizes element i counts the batches of at least 2^i and less than 2^(i+1) events
 */
public record StageStats(String stage, String ring, String lane, long lagEvents, Map<StageCounter, Long> counters,
        List<Long> batchSizes)
{
    /**
     * One counter.
     *
     * @param counter which
     * @return its value
     */
    public long get(StageCounter counter)
    {
        return counters.get(counter);
    }

    /**
     * Events in a batch, on average.
     *
     * @return 0 before the first
     */
    public double meanBatch()
    {
        long batches = get(StageCounter.BATCHES);
        return batches == 0 ? 0 : (double) get(StageCounter.EVENTS) / batches;
    }
}
