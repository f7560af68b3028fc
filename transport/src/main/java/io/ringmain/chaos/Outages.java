package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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

        private void aim(int[] ends)
        {
            waiting.replaceAll((partition, nothing) -> (long) ends[partition]);
        }
    }

    /** The ends of an input of which nothing is behind the fault yet. */
    private static final long NOT_YET = Long.MAX_VALUE;

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
        begun(kind, nowNs, partitions).forEach(outage -> outage.aim(ends));
    }

    /**
     * A node was told to end, and still handles what comes until it has.
     *
     * @param kind       of the fault
     * @param nowNs      of {@link System#nanoTime}
     * @param partitions that the node has
     * @return to be called with the ends of the input when it has ended
     */
    synchronized Consumer<int[]> beginEnding(String kind, long nowNs, Collection<Integer> partitions)
    {
        List<Outage> begun = begun(kind, nowNs, partitions);
        return ends ->
        {
            synchronized (this)
            {
                begun.forEach(outage -> outage.aim(ends));
            }
        };
    }

    /** One or none. */
    private List<Outage> begun(String kind, long nowNs, Collection<Integer> partitions)
    {
        if (partitions.isEmpty())
        {
            return List.of();
        }
        Outage outage = new Outage(open.isEmpty() ? kind : SEVERAL, nowNs);
        open.forEach(other -> other.cause = SEVERAL);
        partitions.forEach(partition -> outage.waiting.put(partition, NOT_YET));
        open.add(outage);
        return List.of(outage);
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
