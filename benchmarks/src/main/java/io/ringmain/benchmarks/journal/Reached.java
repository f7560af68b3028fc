package io.ringmain.benchmarks.journal;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** How far the last stage has come. One thread tells, one waits. */
final class Reached
{
    private static final long STUCK_NS = 60_000_000_000L;

    private volatile long count;

    /** By the last stage, when everything up to so many events is done. */
    void count(long events)
    {
        count = events;
    }

    /** Does not block, for the reason that {@code Work} of the engine's benchmark has. */
    @SuppressWarnings("ThreadPriorityCheck")
    void await(long events)
    {
        long startNs = System.nanoTime();
        while (count < events)
        {
            if (System.nanoTime() - startNs > STUCK_NS)
            {
                throw new WrongAnswer("of " + events + " events only " + count + " have come through after " +
                        STUCK_NS / 1_000_000_000 + " s");
            }
            Thread.yield();
        }
    }
}
