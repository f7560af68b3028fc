package io.ringmain.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Sends each event when it is due, or at once when that is past. Whoever takes the events measures from when they were
 * due. Threading: the caller's thread.
 */
public final class OpenLoad
{
    private static final long LEAD_NS = 1_000_000;

    /** Takes events. */
    public interface Sink
    {
        /**
         * Takes one.
         *
         * @param dueNs when it is due, by {@link System#nanoTime()}
         * @throws InterruptedException when the thread is
         */
        void send(long dueNs) throws InterruptedException;
    }

    private OpenLoad()
    {}

    /**
     * A schedule that begins in a moment.
     *
     * @param perSecond the rate
     * @return when events are due
     */
    public static Schedule soon(long perSecond)
    {
        return new Schedule(System.nanoTime() + LEAD_NS, perSecond);
    }

    /**
     * Sends events and returns when the last has been sent. The thread spins meanwhile.
     *
     * @param schedule when they are due
     * @param events   how many
     * @param sink     takes them
     * @throws InterruptedException when the sink was interrupted
     */
    public static void send(Schedule schedule, long events, Sink sink) throws InterruptedException
    {
        for (long i = 0; i < events; i++)
        {
            long dueNs = schedule.dueNs(i);
            while (System.nanoTime() - dueNs < 0)
            {
                Thread.onSpinWait();
            }
            sink.send(dueNs);
        }
    }

    /**
     * Sends events and returns when the last has been sent. The thread sleeps between them, which makes some of them late by
     * some tens of microseconds and leaves the CPU to others.
     *
     * @param schedule when they are due
     * @param events   how many
     * @param sink     takes them
     * @throws InterruptedException when the thread was interrupted
     */
    public static void sendSleeping(Schedule schedule, long events, Sink sink) throws InterruptedException
    {
        for (long i = 0; i < events; i++)
        {
            long dueNs = schedule.dueNs(i);
            for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime())
            {
                if (Thread.interrupted())
                {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(leftNs);
            }
            sink.send(dueNs);
        }
    }
}
