package io.ringmain.lane;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * What a lane, or a publisher that waits for room, does while there is nothing to do: the trade of processor time for
 * the time to notice new work.
 */
public enum IdlePolicy
{
    /** Spins. Notices soonest; takes a whole CPU, so never more of these than CPUs. */
    BUSY_SPIN,

    /** Yields the CPU to whoever else wants it. Takes a whole CPU when nobody does. */
    YIELD,

    /** Spins, then yields, then parks for 1 µs rising to 1 ms. Takes little CPU once it parks; the default. */
    BACKOFF,

    /** Parks at once, for 1 ms rising to 20 ms. For work that may wait, such as housekeeping. */
    PARK;

    private static final long SPINS = 200;
    private static final long YIELDS = 20;
    private static final long MIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MAX_LONG_PARK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * Whether a thread with this policy can keep a CPU busy while it finds nothing to do. {@link #BACKOFF} counts: as long
     * as the next event comes within its spins, some microseconds, it never parks.
     *
     * @return false only for one that parks at once
     */
    public boolean spins()
    {
        return this != PARK;
    }

    /**
     * A strategy for one thread: they hold state, so each lane has its own.
     *
     * @return a new one
     */
    public IdleStrategy newStrategy()
    {
        return switch (this)
        {
            case BUSY_SPIN -> new BusySpinIdleStrategy();
            case YIELD -> new YieldingIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
            case PARK -> new BackoffIdleStrategy(1, 1, MAX_PARK_NS, MAX_LONG_PARK_NS);
        };
    }
}
