package io.ringmain.benchmarks.load;

import java.util.List;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

/**
 * The latency of each event of a run, in nanoseconds from when it was due: a histogram for each second, so that it can be seen
 * how it went, and the worst of each hundredth of a second. Recording allocates nothing.
 *
 * <ul>
 * <li>Owner: whoever handles the events records, from one thread.
 * <li>Readers: whoever sends them begins a run and reads it when all have come through, which orders the two.
 * <li>Invariants: events are recorded in the order in which they were due.
 * </ul>
 */
public final class LatencyTrack
{
    /** Of a slot of {@link #worstNs()}. */
    public static final long SLOT_NS = 10_000_000;

    private static final long SECOND_NS = 1_000_000_000;

    private List<Histogram> seconds = List.of(Percentiles.newHistogram());
    private long[] worstNs = new long[1];

    private Histogram second = seconds.get(0);
    private int secondIndex;
    private long secondEndNs;
    private int slot;
    private long slotEndNs;

    /**
     * Forgets what was recorded and makes ready for a run.
     *
     * @param schedule when events are due
     * @param events   how many
     */
    public void begin(Schedule schedule, long events)
    {
        long lengthNs = schedule.dueNs(events - 1) - schedule.startNs();
        seconds = Stream.generate(Percentiles::newHistogram).limit(1 + lengthNs / SECOND_NS).toList();
        worstNs = new long[(int) (1 + lengthNs / SLOT_NS)];
        secondIndex = 0;
        second = seconds.get(0);
        secondEndNs = schedule.startNs() + SECOND_NS;
        slot = 0;
        slotEndNs = schedule.startNs() + SLOT_NS;
    }

    /**
     * Records an event; one that was due behind the end of the run belongs to its last second.
     *
     * @param dueNs when it was due, by {@link System#nanoTime()}; not before that of the event before it
     * @param nowNs when it had been handled
     */
    public void record(long dueNs, long nowNs)
    {
        while (slot < worstNs.length - 1 && dueNs - slotEndNs >= 0)
        {
            slot++;
            slotEndNs += SLOT_NS;
        }
        while (secondIndex < seconds.size() - 1 && dueNs - secondEndNs >= 0)
        {
            secondIndex++;
            second = seconds.get(secondIndex);
            secondEndNs += SECOND_NS;
        }
        long latencyNs = Math.min(Percentiles.MAX_NS, Math.max(0, nowNs - dueNs));
        second.recordValue(latencyNs);
        if (latencyNs > worstNs[slot])
        {
            worstNs[slot] = latencyNs;
        }
    }

    /**
     * How many were recorded.
     *
     * @return since the run began
     */
    public long count()
    {
        return seconds.stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /**
     * All of the run.
     *
     * @return a copy
     */
    public Histogram total()
    {
        Histogram total = Percentiles.newHistogram();
        seconds.forEach(total::add);
        return total;
    }

    /**
     * Second by second, by when events were due.
     *
     * @return not to be changed
     */
    public List<Histogram> seconds()
    {
        return seconds;
    }

    /**
     * The worst event of each slot of {@link #SLOT_NS}, by when they were due; 0 where none was.
     *
     * @return a copy
     */
    public long[] worstNs()
    {
        return worstNs.clone();
    }
}
