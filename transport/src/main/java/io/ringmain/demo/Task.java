package io.ringmain.demo;

import java.time.Duration;

import org.agrona.LangUtil;

/**
 * A thread whose failure is kept for whoever asks, instead of ending it unseen.
 *
 * <p>
 * Owner: its thread. Readers: the thread that started it.
 */
public final class Task
{
    private final Thread thread;
    private volatile Throwable failure;

    private Task(String name, Runnable work)
    {
        thread = new Thread(() -> run(work), name);
    }

    /**
     * Starts the thread.
     *
     * @param name its name
     * @param work what it does
     * @return to be asked and joined
     */
    public static Task start(String name, Runnable work)
    {
        Task task = new Task(name, work);
        task.thread.start();
        return task;
    }

    /**
     * Whether the thread has ended, well or not.
     *
     * @return false while it runs
     */
    public boolean ended()
    {
        return !thread.isAlive();
    }

    /** Throws what the thread threw, if it did. */
    public void check()
    {
        if (failure != null)
        {
            LangUtil.rethrowUnchecked(failure);
        }
    }

    /**
     * Waits for its end.
     *
     * @param patience how long at most; an interrupt ends the wait and is kept
     * @return whether it has ended
     */
    public boolean join(Duration patience)
    {
        try
        {
            thread.join(patience.toMillis());
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run(Runnable work)
    {
        try
        {
            work.run();
        }
        catch (RuntimeException | Error e)
        {
            failure = e;
        }
    }
}
