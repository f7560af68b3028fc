package io.ringmain.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.AgentRunner;

import io.ringmain.graph.Lane;
import io.ringmain.lane.Granted;
import io.ringmain.lane.LanePinning;

/**
 * The threads of a pipeline's lanes. Cold path.
 *
 * <p>
 * Owner: none; whoever starts threads holds the monitor, for no longer than that takes. Readers: any thread. Invariants: a
 * thread is known before it starts, and none starts once the pipeline has stopped, so whoever stops it and then joins
 * misses none.
 */
final class LaneThreads
{
    private final Control control;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Map<String, Granted> granted = new ConcurrentHashMap<>();

    LaneThreads(Control control)
    {
        this.control = control;
    }

    /** Named {@code pipeline/lane}; not yet known to anybody. */
    Thread newThread(LaneRun run)
    {
        AgentRunner runner = new AgentRunner(run.lane().idle().newStrategy(), thrown -> failed(run, thrown), null,
                run.agent());
        return new Thread(() ->
        {
            Lane lane = run.lane();
            // a lane that asks for nothing must not inherit the CPU of a pinned thread that starts it
            granted.put(lane.name(), lane.cpu() == Lane.ANY_CPU ? LanePinning.unpin() : LanePinning.pin(lane.cpu()));
            runner.run();
        }, run.agent().roleName());
    }

    /** Starts all; none, and false, when the pipeline has stopped. */
    synchronized boolean start(List<Thread> some)
    {
        if (control.stopped())
        {
            return false;
        }
        // what was given up while it started may have ended since
        threads.removeIf(thread -> !thread.isAlive());
        threads.addAll(some);
        some.forEach(Thread::start);
        return true;
    }

    void forget(Thread thread)
    {
        threads.remove(thread);
    }

    boolean contains(Thread thread)
    {
        return threads.contains(thread);
    }

    /** The latest of that name, or null: one that was given up may still run. */
    Thread named(String name)
    {
        Thread latest = null;
        for (Thread thread : threads)
        {
            latest = thread.getName().equals(name) ? thread : latest;
        }
        return latest;
    }

    /** By lane. */
    Map<String, Granted> granted()
    {
        return Map.copyOf(granted);
    }

    /** Waits for all; returns those that still run. An interrupt does not shorten the wait; it is kept for the caller. */
    List<Thread> join(long timeoutNs)
    {
        return join(started(), timeoutNs);
    }

    static List<Thread> join(List<Thread> some, long timeoutNs)
    {
        long deadlineNs = System.nanoTime() + timeoutNs;
        boolean interrupted = false;
        for (Thread thread : some)
        {
            long leftNs = timeoutNs;
            while (thread.isAlive() && leftNs > 0)
            {
                leftNs = deadlineNs - System.nanoTime();
                try
                {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
                }
                catch (InterruptedException e)
                {
                    interrupted = true;
                }
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return some.stream().filter(Thread::isAlive).toList();
    }

    /** Under the monitor, so that none is about to start. */
    private synchronized List<Thread> started()
    {
        return new ArrayList<>(threads);
    }

    private void failed(LaneRun run, Throwable thrown)
    {
        if (!run.stop().givenUp())
        {
            control.laneFailed(run.agent().roleName(), thrown);
        }
    }
}
