package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;

/** The main class of a fork: one side of one case in a JVM of its own, so that nothing else has shaped its profiles. */
final class ForkMain
{
    private static final int FAILED = 1;

    private ForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a setup
     */
    public static void main(String[] args)
    {
        int exitCode = 0;
        try
        {
            List<String> words = List.of(args);
            Effort effort = words.get(0).equals("quick") ? Effort.QUICK : Effort.FULL;
            System.out.println(ForkLine.of(measure(Setup.parse(words.subList(1, words.size())), effort)));
        }
        catch (WrongAnswer e)
        {
            System.err.println(ForkLine.WRONG + e.getMessage());
            exitCode = FAILED;
        }
        catch (Throwable e)
        {
            System.err.println(ForkLine.FAILED + e);
            exitCode = FAILED;
        }
        // whatever thread a side has left behind ends here
        System.exit(exitCode);
    }

    static Map<String, List<Double>> measure(Setup setup, Effort effort) throws Exception
    {
        return switch (setup.measure())
        {
            case THROUGHPUT -> Map.of("throughput", Throughput.run(setup, effort));
            case LATENCY_100K, LATENCY_1M -> new OpenLoop().run(setup, effort);
            case IDLE -> Map.of("idle", List.of(Idleness.percent(setup, effort)));
            case START -> StartUp.run(setup);
        };
    }
}
