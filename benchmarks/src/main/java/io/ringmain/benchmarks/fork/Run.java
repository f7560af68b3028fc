package io.ringmain.benchmarks.fork;

import java.util.List;
import java.util.Map;

/** What one fork runs: one side of one case. A value, so that two cases that need the same run share its forks. */
public interface Run
{
    /**
     * For the command line of the fork, which makes the same run of them.
     *
     * @return words
     */
    List<String> arguments();

    /**
     * For the raw results.
     *
     * @return by name, in order
     */
    Map<String, Object> fields();

    /**
     * What it has in common with those that it is compared with: they run one after the other.
     *
     * @return equal for them
     */
    Object neighbourhood();

    /**
     * What it is measured apart by: all rounds of one chapter are over before the next begins, and what one needs beside it
     * does not run beside another.
     *
     * @return equal for those of a chapter
     */
    default Object chapter()
    {
        return "";
    }

    /**
     * How its threads wait, as the table says it.
     *
     * @return empty when they do not
     */
    String waitsBy();

    /**
     * About how long a fork takes, its JVM included: for the estimate of the time left.
     *
     * @param quick whether the fork is to be too short to judge by
     * @return in seconds
     */
    double seconds(boolean quick);

    /**
     * In how many rounds it runs, when they are fewer than the others'.
     *
     * @return at least 1
     */
    default int mostRounds()
    {
        return Integer.MAX_VALUE;
    }
}
