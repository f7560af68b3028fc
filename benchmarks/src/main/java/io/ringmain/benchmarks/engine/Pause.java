package io.ringmain.benchmarks.engine;

/** What a thread does between two looks at a queue that does not wait by itself: as the Disruptor's strategies do. */
final class Pause
{
    private static final int SPINS = 100;

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
        else
        {
            Thread.yield();
        }
        if (Thread.interrupted())
        {
            throw new InterruptedException();
        }
    }
}
