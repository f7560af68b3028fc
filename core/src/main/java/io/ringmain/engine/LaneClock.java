package io.ringmain.engine;

import org.agrona.concurrent.NanoClock;

/**
 * The clock as one lane has read it last, shared by the loops of the lane so that each turn reads it once. Hot path.
 *
 * <p>
 * Owner: the lane. Readers: none else.
 */
final class LaneClock
{
    private final NanoClock clock;
    private long nowNs;

    LaneClock(NanoClock clock)
    {
        this.clock = clock;
        nowNs = clock.nanoTime();
    }

    /** The latest reading: some time ago, never in the future. */
    long nowNs()
    {
        return nowNs;
    }

    long read()
    {
        nowNs = clock.nanoTime();
        return nowNs;
    }
}
