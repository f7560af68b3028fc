package io.ringmain.benchmarks.load;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * A way that events take, whatever lies on it, open for load. Whoever handles an event at its end records how long ago it was
 * due. Threading: one thread.
 */
public interface LoadedPath extends AutoCloseable
{
    /** How long a run of a warm-up is, in milliseconds. */
    long WARM_UP_RUN_MS = 250;

    /**
     * Sends events when they are due, and returns when the last of them has come through.
     *
     * @param schedule when they are due
     * @param events   how many
     * @throws Exception when an event is lost, or wrong, or the way is broken
     */
    void run(Schedule schedule, long events) throws Exception;

    /**
     * What the last run recorded.
     *
     * @return the same for all runs, and not to be read while one goes on
     */
    LatencyTrack latency();

    /**
     * Makes it warm: sends at a rate and at another by turns, for a quarter of a second each. What happens once a run, such as
     * its end, is a branch that was never taken to a JIT that has seen one long run only: it leaves such branches out, and the
     * first of them throws the compiled code of a whole stage loop away, which is interpreted and compiled again within the
     * next run, the one that counts.
     *
     * @param perSecond   the rate
     * @param byTurnsWith the other rate
     * @param durationMs  for so long, all in all
     * @return how many events
     * @throws Exception   when the way is broken
     * @throws WrongAnswer when an event was lost or is wrong
     */
    default long warmUp(long perSecond, long byTurnsWith, long durationMs) throws Exception
    {
        long events = 0;
        for (long leftMs = durationMs; leftMs > 0; leftMs -= 2 * WARM_UP_RUN_MS)
        {
            long runMs = Math.min(WARM_UP_RUN_MS, (leftMs + 1) / 2);
            events += runAt(perSecond, runMs) + runAt(byTurnsWith, runMs);
        }
        return events;
    }

    /** Checks what is left to be checked, and ends what was begun. */
    @Override
    void close();

    /**
     * Sends at a rate, from a moment on.
     *
     * @param perSecond  the rate
     * @param durationMs for so long
     * @return how many events
     * @throws Exception   when the way is broken
     * @throws WrongAnswer when an event was lost or is wrong
     */
    default long runAt(long perSecond, long durationMs) throws Exception
    {
        Schedule schedule = OpenLoad.soon(perSecond);
        long events = schedule.events(durationMs);
        latency().begin(schedule, events);
        run(schedule, events);
        if (latency().count() != events)
        {
            throw new WrongAnswer("of " + events + " events " + latency().count() + " were recorded");
        }
        return events;
    }
}
