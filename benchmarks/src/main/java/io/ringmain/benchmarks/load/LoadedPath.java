package io.ringmain.benchmarks.load;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * A way that events take, whatever lies on it, open for load. Whoever handles an event at its end records how long ago it was
 * due. Threading: one thread.
 */
public interface LoadedPath extends AutoCloseable
{
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
