package io.ringmain.chaos;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was done so far, and what was seen. An immutable picture of one moment.
 *
 * @param phase          what is being done, in a few words
 * @param leftNs         until the faults end, in ns; 0 behind that
 * @param inputs         records that were fed and acknowledged
 * @param outputs        committed outputs that were seen
 * @param faults         done so far, by kind
 * @param nodes          processes that are there
 * @param selfEnded      nodes that ended by themselves with a reason on their screen, by the kind of reason
 * @param rebalances     how often nodes got partitions or lost them, as far as they lived to tell
 * @param replayed       events that nodes replayed to rebuild state, as far as they lived to tell
 * @param longestPauseNs the longest time without a committed output of some partition
 * @param takeovers      by cause: from a fault until every partition that it hit is at work again
 * @param restNs         from the end of all faults until every input had its output and was committed; 0 before that
 * @param setting        what the seed has chosen
 * @param withoutCuts    why no link was cut; null when links could be cut
 */
public record ChaosAccount(String phase, long leftNs, long inputs, long outputs, Map<String, Long> faults, int nodes,
        Map<String, Long> selfEnded, long rebalances, long replayed, long longestPauseNs,
        Map<String, Takeovers> takeovers,
        long restNs, String setting, String withoutCuts)
{
    /**
     * How long takeovers took.
     *
     * @param count     how many there were
     * @param medianNs  half of them took no longer
     * @param longestNs of all
     */
    public record Takeovers(int count, long medianNs, long longestNs)
    {}

    /** Copies the maps. */
    public ChaosAccount
    {
        faults = new TreeMap<>(faults);
        selfEnded = new TreeMap<>(selfEnded);
        takeovers = new TreeMap<>(takeovers);
    }

    /**
     * All faults.
     *
     * @return a count from 0
     */
    public long faultCount()
    {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * All takeovers that were seen to their end.
     *
     * @return a count from 0
     */
    public int takeoverCount()
    {
        return takeovers.values().stream().mapToInt(Takeovers::count).sum();
    }
}
