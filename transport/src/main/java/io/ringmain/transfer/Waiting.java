package io.ringmain.transfer;

import java.util.concurrent.locks.LockSupport;

/** The clock that a transfer goes by, and how it waits. A test has one that it advances itself. */
public interface Waiting
{
    /**
     * The time.
     *
     * @return in nanoseconds since any moment, as {@link System#nanoTime()}
     */
    long nanoTime();

    /**
     * Returns at a time, as exactly as the machine can.
     *
     * @param ns by {@link #nanoTime()}
     */
    void until(long ns);

    /**
     * Returns at about a time, or before, without taking a CPU.
     *
     * @param ns by {@link #nanoTime()}
     */
    void about(long ns);

    /**
     * The machine's own: parks until near, and spins the rest of the way. What it spins is bounded for each wait, so that low
     * rates take next to no CPU.
     *
     * @return has no state
     */
    static Waiting precise()
    {
        return PreciseWaiting.INSTANCE;
    }

    /** See {@link #precise()}. */
    final class PreciseWaiting implements Waiting
    {
        private static final PreciseWaiting INSTANCE = new PreciseWaiting();
        /** What a park takes longer than it was asked to: 50 µs of the kernel's timer slack, and the way back onto a CPU. */
        private static final long OVERSHOOT_NS = 120_000;

        private PreciseWaiting()
        {}

        @Override
        public long nanoTime()
        {
            return System.nanoTime();
        }

        @Override
        public void until(long ns)
        {
            long leftNs = ns - System.nanoTime();
            if (leftNs > OVERSHOOT_NS)
            {
                LockSupport.parkNanos(leftNs - OVERSHOOT_NS);
            }
            while (ns - System.nanoTime() > 0)
            {
                Thread.onSpinWait();
            }
        }

        @Override
        public void about(long ns)
        {
            LockSupport.parkNanos(ns - System.nanoTime());
        }
    }
}
