package io.ringmain.benchmarks.fork;

import java.util.List;
import java.util.Map;

/** The life of a fork: it measures one side of one case, in a JVM of its own so that nothing else has shaped its profiles. */
public final class ForkedMain
{
    private static final int FAILED = 1;
    private static final String QUICK = "quick";
    private static final String FULL = "full";

    /** What a fork is there for. */
    public interface Measuring
    {
        /**
         * Measures.
         *
         * @param words of {@link Run#arguments()}, and what the comparison adds to them
         * @param quick whether to be too short to judge by
         * @return figures by metric, one for each pass
         * @throws Exception when it failed
         */
        Map<String, List<Double>> measure(List<String> words, boolean quick) throws Exception;
    }

    private ForkedMain()
    {}

    static String effort(boolean quick)
    {
        return quick ? QUICK : FULL;
    }

    /**
     * Measures, prints one line and ends the process.
     *
     * @param args      of the main method
     * @param measuring what to do
     */
    public static void run(String[] args, Measuring measuring)
    {
        int exitCode = 0;
        try
        {
            List<String> words = List.of(args);
            System.out.println(
                    ForkLine.of(measuring.measure(words.subList(1, words.size()), words.get(0).equals(QUICK))));
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
}
