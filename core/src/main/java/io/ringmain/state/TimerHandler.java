package io.ringmain.state;

/** What happens when one of the {@link Timers} is due. */
@FunctionalInterface
public interface TimerHandler
{
    /**
     * Handles one timer, which is no longer scheduled then. May schedule and cancel others.
     *
     * @param deadline what it was scheduled for, in the unit of the timers
     * @param payload  what it was scheduled with
     * @param timerId  what {@link Timers#schedule} returned
     */
    void onTimer(long deadline, long payload, long timerId);
}
