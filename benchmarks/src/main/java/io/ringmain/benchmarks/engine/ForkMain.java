package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.fork.ForkedMain;

/** The main class of a fork. */
final class ForkMain
{
    private ForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a setup
     */
    public static void main(String[] args)
    {
        ForkedMain.run(args, (words, quick) -> measure(Setup.parse(words), Effort.of(quick)));
    }

    private static Map<String, List<Double>> measure(Setup setup, Effort effort) throws Exception
    {
        return switch (setup.measure())
        {
            case THROUGHPUT -> Map.of("throughput", Throughput.run(setup, effort));
            case LATENCY_100K -> OpenLoop.run(setup, effort);
            case LATENCY_AS_PUBLISHED -> new PaperLatency().run(setup, effort);
            case IDLE -> Map.of("idle", List.of(Idleness.percent(setup, effort)));
            case START -> StartUp.run(setup);
        };
    }
}
