package io.ringmain.benchmarks.journal;

import java.util.Optional;
import java.util.function.Supplier;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.failure.PipelineFailedException;

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

    /**
     * Does not block, for the reason that {@code Work} of the engine's benchmark has.
     *
     * @param failure of the pipeline behind which the last stage is, which ends the wait
     */
    @SuppressWarnings("ThreadPriorityCheck")
    void await(long events, Supplier<Optional<PipelineFailedException>> failure)
    {
        long startNs = System.nanoTime();
        while (count < events)
        {
            failure.get().ifPresent(e ->
            {
                throw e;
            });
            if (System.nanoTime() - startNs > STUCK_NS)
            {
                throw new WrongAnswer("of " + events + " events only " + count + " have come through after " +
                        STUCK_NS / 1_000_000_000 + " s");
            }
            Thread.yield();
        }
    }
}
