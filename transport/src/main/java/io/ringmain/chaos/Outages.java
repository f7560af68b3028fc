package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long it takes until work goes on behind a fault: until what is fed after the fault comes out committed again, in each
 * partition that the fault has hit. Threading: any thread.
 */
final class Outages
{
    /** The cause of whatever another fault fell into. */
    static final String SEVERAL = "several at once";

    private static final class Outage
    {
        private String cause;
        private final long beginNs;
        /** By partition: the offset of the first input behind the fault. */
        private final Map<Integer, Long> waiting = new HashMap<>();

        private Outage(String cause, long beginNs)
        {
            this.cause = cause;
            this.beginNs = beginNs;
        }
    }

    private final List<Outage> open = new ArrayList<>();
    private final Map<String, List<Long>> durations = new TreeMap<>();

    /**
     * A fault has come.
     *
     * @param kind       of it
     * @param nowNs      of {@link System#nanoTime}
     * @param partitions that it has hit; nothing is measured when there are none
     * @param ends       of the input, by partition
     */
    synchronized void begin(String kind, long nowNs, Collection<Integer> partitions, int[] ends)
    {
        if (partitions.isEmpty())
        {
            return;
        }
        Outage outage = new Outage(open.isEmpty() ? kind : SEVERAL, nowNs);
        open.forEach(other -> other.cause = SEVERAL);
        partitions.forEach(partition -> outage.waiting.put(partition, (long) ends[partition]));
        open.add(outage);
    }

    /** A committed output has been seen. */
    synchronized void output(int partition, long offset, long nowNs)
    {
        for (Iterator<Outage> all = open.iterator(); all.hasNext();)
        {
            Outage outage = all.next();
            Long first = outage.waiting.get(partition);
            if (first != null && offset >= first)
            {
                outage.waiting.remove(partition);
                if (outage.waiting.isEmpty())
                {
                    durations.computeIfAbsent(outage.cause, cause -> new ArrayList<>()).add(nowNs - outage.beginNs);
                    all.remove();
                }
            }
        }
    }

    /** Of those that are over, by cause. */
    synchronized Map<String, ChaosAccount.Takeovers> takeovers()
    {
        Map<String, ChaosAccount.Takeovers> takeovers = new TreeMap<>();
        durations.forEach((cause, all) ->
        {
            long[] sorted = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            takeovers.put(cause, new ChaosAccount.Takeovers(sorted.length, sorted[(sorted.length - 1) / 2],
                    sorted[sorted.length - 1]));
        });
        return takeovers;
    }
}
