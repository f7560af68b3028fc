package io.ringmain.benchmarks.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes of a number of events over one side that is never short of them: from the first event published to the last one
 * handled. The answer of each is checked. Threading: one thread, which publishes.
 */
final class Passes
{
    /** What a figure is called: in millions of events a second. */
    static final String THROUGHPUT = "throughput";
    /** What a figure is called: the mean, in nanoseconds. */
    static final String IN_RING = "in-ring";

    private static final long FIRST_PASS = 10_000;
    private static final double WARM_UP_PASS_S = 0.04;
    private static final double MICROS = 1e3;

    private final Tally tally;
    private final Lanes lanes;
    private long published;

    private Passes(Tally tally, Lanes lanes)
    {
        this.tally = tally;
        this.lanes = lanes;
    }

    /** Warms up, finds out how many events fill a pass, and runs as many passes of just that number as asked for. */
    static Map<String, List<Double>> run(ScalingRun run, ScalingEffort effort)
    {
        Tally tally = new Tally(run.lanes());
        try (Lanes lanes = run.open(tally))
        {
            return new Passes(tally, lanes).run(effort);
        }
    }

    private Map<String, List<Double>> run(ScalingEffort effort)
    {
        long warmUntilNs = System.nanoTime() + effort.warmUpMs() * 1_000_000L;
        double millionsPerSecond = pass(FIRST_PASS);
        while (System.nanoTime() - warmUntilNs < 0)
        {
            millionsPerSecond = pass(eventsFor(millionsPerSecond, WARM_UP_PASS_S));
        }
        long events = eventsFor(millionsPerSecond, effort.passMs() / 1e3);
        lanes.meanInRingNs();
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int i = 0; i < effort.passes(); i++)
        {
            figures.computeIfAbsent(THROUGHPUT, key -> new ArrayList<>()).add(pass(events));
            lanes.meanInRingNs()
                    .ifPresent(meanNs -> figures.computeIfAbsent(IN_RING, key -> new ArrayList<>()).add(meanNs));
        }
        return figures;
    }

    /** Of about so many seconds, at a rate of millions a second. */
    private static long eventsFor(double millionsPerSecond, double seconds)
    {
        return Math.max(1, Math.round(millionsPerSecond * 1e6 * seconds / ScalingRun.BATCH)) * ScalingRun.BATCH;
    }

    private double pass(long events)
    {
        long first = published;
        published += events;
        long startNs = System.nanoTime();
        lanes.publish(first, events);
        tally.await(published);
        long tookNs = System.nanoTime() - startNs;
        tally.check(published);
        return events * MICROS / tookNs;
    }
}
