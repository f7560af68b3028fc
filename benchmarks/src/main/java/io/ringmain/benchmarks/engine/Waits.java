package io.ringmain.benchmarks.engine;

import java.util.Locale;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

import io.ringmain.lane.IdlePolicy;

/** What a thread does while it has nothing to do, and what that is called on each side. */
enum Waits
{
    /** Lets others run. */
    YIELD(IdlePolicy.YIELD),
    /** Keeps its CPU. */
    SPIN(IdlePolicy.BUSY_SPIN),
    /** Looks, then lets others run, then sleeps for a while. */
    BACKOFF(IdlePolicy.BACKOFF),
    /** As each is when nothing is said: Ringmain backs off, the Disruptor blocks. */
    DEFAULT(IdlePolicy.BACKOFF),
    /** Ringmain parks for 1 ms rising to 20 ms, Jet as by default, for some hundreds of microseconds; another peer blocks. */
    PARK(IdlePolicy.PARK),
    /** Waits for nothing: one thread does it all, or a queue's own lock decides. */
    NONE(IdlePolicy.YIELD);

    private final IdlePolicy idlePolicy;

    Waits(IdlePolicy idlePolicy)
    {
        this.idlePolicy = idlePolicy;
    }

    IdlePolicy idlePolicy()
    {
        return idlePolicy;
    }

    WaitStrategy newStrategy()
    {
        return switch (this)
        {
            case SPIN -> new BusySpinWaitStrategy();
            case YIELD -> new YieldingWaitStrategy();
            case BACKOFF -> new SleepingWaitStrategy();
            case DEFAULT, PARK, NONE -> new BlockingWaitStrategy();
        };
    }

    String key()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
