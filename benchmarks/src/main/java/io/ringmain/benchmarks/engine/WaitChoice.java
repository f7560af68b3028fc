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
    SPIN,
    /** Backing off alone. */
    BACKOFF,
    /** As each side is when nothing is said. */
    DEFAULT;

    /** More threads that spin than CPUs suit nobody; those give their CPU back. */
    Stream<Waits> candidates(boolean canSpin)
    {
        return switch (this)
        {
            case BEST -> Stream.of(Waits.YIELD, canSpin ? Waits.SPIN : Waits.BACKOFF);
            case YIELD -> Stream.of(Waits.YIELD);
            case SPIN -> Stream.of(canSpin ? Waits.SPIN : Waits.YIELD);
            case BACKOFF -> Stream.of(Waits.BACKOFF);
            case DEFAULT -> Stream.of(Waits.DEFAULT);
        };
    }

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
