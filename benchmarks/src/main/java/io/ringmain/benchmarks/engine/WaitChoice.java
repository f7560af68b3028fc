package io.ringmain.benchmarks.engine;

import java.util.Locale;
import java.util.stream.Stream;

/** Which wait policies a side is given in the throughput cases. */
enum WaitChoice
{
    /** Every one that can suit it; what counts is the one with the best median. */
    BEST,
    /** Yielding alone. */
    YIELD,
    /** Spinning where each thread has a CPU, and yielding elsewhere. */
    SPIN;

    /** More threads that spin than CPUs suit nobody. */
    Stream<Waits> candidates(boolean canSpin)
    {
        return switch (this)
        {
            case BEST -> canSpin ? Stream.of(Waits.YIELD, Waits.SPIN) : Stream.of(Waits.YIELD);
            case YIELD -> Stream.of(Waits.YIELD);
            case SPIN -> Stream.of(canSpin ? Waits.SPIN : Waits.YIELD);
        };
    }

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
