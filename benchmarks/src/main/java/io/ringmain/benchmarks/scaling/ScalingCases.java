package io.ringmain.benchmarks.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.report.Unit;

/**
 * All that {@code bench scaling} asks.
 *
 * @param cpus how many threads can run at once
 */
record ScalingCases(int cpus)
{
    static final String RINGMAIN = "ringmain";
    static final String DISRUPTOR = "disruptor";
    static final String SAME_THREAD = "same-thread";

    private static final int MOST_LANES = 16;
    private static final int[] LANES = {1, 2, 3, 4, 6, 8, 12, MOST_LANES};

    /** Twice as many as CPUs at most, so that it shows what more of them than CPUs do. */
    List<Integer> lanes()
    {
        return IntStream.of(LANES).filter(lanes -> lanes <= 2 * cpus).boxed().toList();
    }

    List<Case<ScalingRun>> all()
    {
        List<Case<ScalingRun>> cases = new ArrayList<>();
        lanes().forEach(lanes -> cases.add(throughput(lanes)));
        lanes().forEach(lanes -> cases.add(inRing(lanes)));
        return cases;
    }

    /** The throughput with so many lanes. */
    static String name(int lanes)
    {
        return "lanes-" + lanes;
    }

    /** How long an event was in the ring then. */
    static String inRingName(int lanes)
    {
        return name(lanes) + "-in-ring";
    }

    private static Case<ScalingRun> throughput(int lanes)
    {
        List<Contestant<ScalingRun>> peers = new ArrayList<>(List.of(side(DISRUPTOR, lanes)));
        if (lanes == 1)
        {
            peers.add(side(SAME_THREAD, lanes));
        }
        return new Case<>(name(lanes), "lanes", Passes.THROUGHPUT, Unit.MILLION_EVENTS_PER_SECOND, true,
                side(RINGMAIN, lanes), peers);
    }

    private static Case<ScalingRun> inRing(int lanes)
    {
        return new Case<>(inRingName(lanes), "in-ring", Passes.IN_RING, Unit.NANOSECONDS, true, side(RINGMAIN, lanes),
                List.of());
    }

    private static Contestant<ScalingRun> side(String name, int lanes)
    {
        return new Contestant<>(name, Stream.of(Sharing.values()).filter(sharing -> sharing.side().equals(name))
                .map(sharing -> new ScalingRun(sharing, lanes)).toList());
    }
}
