package io.ringmain.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What must be undone however the process ends: at the end of the work, by Ctrl-C, by SIGTERM. The last begun ends
 * first. Register the undoing <em>before</em> the doing, so that no moment in between leaves anything behind.
 *
 * <p>
 * Owner: the thread that made it, which does the work. Other thread: the JVM's shutdown hook, which interrupts the owner
 * and gives it a while to close what it uses, so that nothing is deleted under it. Invariant: each undoing runs once.
 */
final class Lifetime implements AutoCloseable
{
    private static final long PATIENCE_MS = 8_000;

    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::interrupt, "ringmain/shutdown");
    private final CountDownLatch workEnded = new CountDownLatch(1);
    private final Deque<AutoCloseable> undoings = new ArrayDeque<>();
    private volatile long patienceMs = PATIENCE_MS;
    private volatile boolean interrupted;
    private volatile Runnable stop = worker::interrupt;

    private Lifetime()
    {}

    /** Starts to watch the end of this process. */
    static Lifetime ofThisProcess()
    {
        Lifetime lifetime = new Lifetime();
        Runtime.getRuntime().addShutdownHook(lifetime.hook);
        return lifetime;
    }

    /** One that a test ends by {@link #interrupt()}. */
    static Lifetime unhooked()
    {
        return new Lifetime();
    }

    /**
     * Remembers what to undo. Once the process is ending it is undone at once, since nothing more may begin.
     *
     * @param undoing does nothing when there is nothing to undo yet
     * @throws CancellationException when the process is ending
     */
    void atEnd(AutoCloseable undoing)
    {
        synchronized (this)
        {
            undoings.push(undoing);
            if (!interrupted)
            {
                return;
            }
        }
        undoAll();
        throw new CancellationException("the process is ending");
    }

    /**
     * Stops the work in another way than by an interrupt of its thread, which would make every file and queue that it
     * uses fail in the middle.
     *
     * @param another called on the thread of the hook; the work should end soon after
     */
    void stopBy(Runnable another)
    {
        stop = another;
        if (interrupted)
        {
            another.run();
        }
    }

    /** Gives the work longer than usual to end, for what others wait for too. */
    void patience(Duration patience)
    {
        patienceMs = patience.toMillis();
    }

    /** Whether the end came from outside, so that failures from now on are its consequence. */
    boolean interrupted()
    {
        return interrupted;
    }

    /** The work has ended by itself. */
    @Override
    public void close()
    {
        try
        {
            undoAll();
        }
        finally
        {
            workEnded.countDown();
            if (!interrupted)
            {
                removeHook();
            }
        }
    }

    /** What the hook does. */
    void interrupt()
    {
        synchronized (this)
        {
            interrupted = true;
        }
        stop.run();
        try
        {
            // longer than a broker takes to stop; a worker that does not listen is overtaken
            if (!workEnded.await(patienceMs, TimeUnit.MILLISECONDS))
            {
                undoAll();
            }
        }
        catch (InterruptedException e)
        {
            undoAll();
        }
    }

    private void undoAll()
    {
        RuntimeException first = null;
        for (AutoCloseable undoing = next(); undoing != null; undoing = next())
        {
            try
            {
                undoing.close();
            }
            catch (Exception e)
            {
                if (first == null)
                {
                    first = e instanceof RuntimeException r ? r : new UserError(e.toString(), e);
                }
                else
                {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null)
        {
            throw first;
        }
    }

    private synchronized AutoCloseable next()
    {
        return undoings.poll();
    }

    private void removeHook()
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (IllegalStateException e)
        {
            // the end came just now; the hook finds nothing left to do
        }
    }
}
