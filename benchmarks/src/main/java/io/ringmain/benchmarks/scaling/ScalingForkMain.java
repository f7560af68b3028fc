package io.ringmain.benchmarks.scaling;

import io.ringmain.benchmarks.fork.ForkedMain;

/** The main class of a fork. */
final class ScalingForkMain
{
    private ScalingForkMain()
    {}

    /**
     * Measures and prints one line.
     *
     * @param args {@code full} or {@code quick}, then a run
     */
    public static void main(String[] args)
    {
        ForkedMain.run(args, (words, quick) -> Passes.run(ScalingRun.parse(words), ScalingEffort.of(quick)));
    }
}
