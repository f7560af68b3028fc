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
 * </ul>
 */
public final class LatencyTrack
{
    /** Of a slot of {@link #worstNs()}. */
    public static final long SLOT_NS = 10_000_000;

    private static final long SECOND_NS = 1_000_000_000;
    private static final long NS_PER_MS = 1_000_000;
    /** More than the JIT watches before it decides. */
    private static final int FIRST_VALUES = 20_000;

    static
    {
        showFirstValues();
    }

    private Histogram[] seconds = {Percentiles.newHistogram()};
    private long[] worstNs = new long[1];
    private long startNs;
    private long startMs;

    /**
     * Lets the JIT see histograms that get their first value. It would leave that way out otherwise, and throw the compiled
     * loop of a stage away at each second's beginning.
     */
    private static void showFirstValues()
    {
        Histogram small = new Histogram(2, 1);
        for (int i = 0; i < FIRST_VALUES; i++)
        {
            small.reset();
            small.recordValue(1);
        }
    }

    /**
     * Forgets what was recorded and makes ready for a run.
     *
     * @param schedule when events are due
     * @param events   how many
     */
    public void begin(Schedule schedule, long events)
    {
        long lengthNs = schedule.dueNs(events - 1) - schedule.startNs();
        seconds = Stream.generate(Percentiles::newHistogram).limit(1 + lengthNs / SECOND_NS)
                .toArray(Histogram[]::new);
        worstNs = new long[(int) (1 + lengthNs / SLOT_NS)];
        startNs = schedule.startNs();
        startMs = System.currentTimeMillis() + (startNs - System.nanoTime()) / NS_PER_MS;
    }

    /**
     * When the run began.
     *
     * @return by {@link System#currentTimeMillis()}
     */
    public long startMs()
    {
        return startMs;
    }

    /**
     * Records an event; one that was due behind the end of the run belongs to its last second. It takes the same way for every
     * event: the JIT leaves out a branch that was not taken while it watched, and throws the code of a whole stage loop away
     * when the branch is taken after all, which would be within the run that counts.
     *
     * @param dueNs when it was due, by {@link System#nanoTime()}; not before the run began
     * @param nowNs when it had been handled
     */
    public void record(long dueNs, long nowNs)
    {
        long sinceNs = dueNs - startNs;
        long latencyNs = Math.min(Percentiles.MAX_NS, Math.max(0, nowNs - dueNs));
        seconds[(int) Math.min(seconds.length - 1, sinceNs / SECOND_NS)].recordValue(latencyNs);
        int slot = (int) Math.min(worstNs.length - 1, sinceNs / SLOT_NS);
        worstNs[slot] = Math.max(worstNs[slot], latencyNs);
    }

    /**
     * How many were recorded.
     *
     * @return since the run began
     */
    public long count()
    {
        return Stream.of(seconds).mapToLong(Histogram::getTotalCount).sum();
    }

    /**
     * All of the run.
     *
     * @return a copy
     */
    public Histogram total()
    {
        Histogram total = Percentiles.newHistogram();
        Stream.of(seconds).forEach(total::add);
        return total;
    }

    /**
     * Second by second, by when events were due.
     *
     * @return those of the last run
     */
    public List<Histogram> seconds()
    {
        return List.of(seconds);
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
