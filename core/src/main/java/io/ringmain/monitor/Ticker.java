package io.ringmain.monitor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.ringmain.lane.LanePinning;

/**
 * A daemon thread that takes a step at even times.
 *
 * <p>
 * Owner: its thread, which alone takes steps. Readers: none. Invariants: the last action comes once, after the last step;
 * whoever {@link #close} tells that the thread has ended sees what it did. Progress: a step that comes late moves the later
 * ones, it does not bunch them.
 */
final class Ticker
{
    private final Thread thread;
    private final long everyNs;
    private final BooleanSupplier step;
    private final Runnable last;
    private volatile boolean closed;

    /** {@code step} answers false when there is nothing more to come. */
    Ticker(String name, long everyNs, BooleanSupplier step, Runnable last)
    {
        this.everyNs = everyNs;
        this.step = step;
        this.last = last;
        // the thread that starts it may be pinned, and a mask is inherited
        thread = new Thread(LanePinning.unpinned(this::run), name);
        thread.setDaemon(true);
    }

    void start()
    {
        thread.start();
    }

    /** Returns whether the thread has ended within the time; its own thread is not waited for. An interrupt is kept. */
    boolean close(long timeoutNs)
    {
        closed = true;
        LockSupport.unpark(thread);
        if (thread == Thread.currentThread())
        {
            return true;
        }
        boolean interrupted = false;
        long deadlineNs = System.nanoTime() + timeoutNs;
        long leftNs = timeoutNs;
        while (thread.isAlive() && leftNs > 0)
        {
            try
            {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
            }
            catch (InterruptedException e)
            {
                interrupted = true;
            }
            leftNs = deadlineNs - System.nanoTime();
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    boolean ended()
    {
        return closed && !thread.isAlive();
    }

    private void run()
    {
        long nextNs = System.nanoTime() + everyNs;
        boolean goesOn = true;
        // an interrupted thread could not park any more
        while (goesOn && !closed && !Thread.currentThread().isInterrupted())
        {
            long leftNs = nextNs - System.nanoTime();
            if (leftNs > 0)
            {
                LockSupport.parkNanos(this, leftNs);
            }
            else
            {
                goesOn = step.getAsBoolean();
                nextNs += everyNs;
                long nowNs = System.nanoTime();
                if (nextNs - nowNs < 0)
                {
                    nextNs = nowNs + everyNs;
                }
            }
        }
        last.run();
    }
}
