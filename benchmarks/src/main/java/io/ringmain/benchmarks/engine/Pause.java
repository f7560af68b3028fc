package io.ringmain.benchmarks.engine;

import java.util.concurrent.locks.LockSupport;

/** What a thread does between two looks at a queue that does not wait by itself: as the Disruptor's strategies do, and as Ringmain backs off. */
final class Pause
{
    private static final int SPINS = 100;
    private static final int YIELDS = 20;
    private static final long FIRST_NAP_NS = 1_000;
    /** The longest nap is 2 to the power of this times the first: about a millisecond. */
    private static final int DOUBLINGS = 10;

    private Pause()
    {}

    /** {@code looks} is how often it has looked in vain. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void between(int looks, Waits waits) throws InterruptedException
    {
        if (waits == Waits.SPIN || looks < SPINS)
        {
            Thread.onSpinWait();
        }
        else if (waits == Waits.YIELD || waits == Waits.NONE || looks < SPINS + YIELDS)
        {
            Thread.yield();
        }
        else
        {
            LockSupport.parkNanos(FIRST_NAP_NS << Math.min(DOUBLINGS, looks - SPINS - YIELDS));
        }
        if (Thread.interrupted())
        {
            throw new InterruptedException();
        }
    }
}
