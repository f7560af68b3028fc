package io.ringmain.pipeline;

import com.lmax.disruptor.Sequence;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;

/**
 * Keeps the single publisher of a large ring near its stages. A publisher that is faster than they are runs ahead until the
 * ring is full, and on a ring larger than the cache they then read every event from far away: both are faster when it waits
 * now and then. It waits for stages that are fast only, which would have caught up in a moment anyway, and only where one
 * lane runs them on a CPU of its own: where several do, or share CPUs, the first ones would run dry meanwhile.
 *
 * <p>
 * Owner: the publisher. It is asked once in thousands of events. Progress: a wait ends after {@link #LONGEST_NS}.
 */
final class Pacing
{
    /** Events that it may be ahead; of 64 bytes each, the usual cache of a core holds them. */
    static final int NEAR = 16_384;
    /** How far it goes when it is further ahead nevertheless, until it asks again. */
    static final int STRIDE = NEAR / 4;
    /** It goes on when the stages have so few left: they must not run dry. */
    static final int CAUGHT_UP = NEAR / 8;
    /** Stages that take no longer for an event are fast. */
    private static final long FAST_EVENT_NS = 20;
    /** Several of the largest batches of fast stages: what they have handled counts at the end of a batch. */
    private static final long WINDOW_NS = 100_000;
    private static final long LONGEST_NS = NEAR * FAST_EVENT_NS;
    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    private final Engine engine;
    private final RingUnit<?> unit;
    private final Sequence cursor;
    /** Never parks: that takes longer than the wait. */
    private final IdleStrategy idle = new YieldingIdleStrategy();

    private boolean fast;
    private long sinceNs = System.nanoTime();
    private long handledBefore = -1;

    Pacing(Engine engine, RingUnit<?> unit)
    {
        this.engine = engine;
        this.unit = unit;
        cursor = unit.cursor();
    }

    void keepNear()
    {
        long nowNs = System.nanoTime();
        long handled = unit.handled();
        if (nowNs - sinceNs >= WINDOW_NS)
        {
            fast = (handled - handledBefore) * FAST_EVENT_NS >= nowNs - sinceNs;
            sinceNs = nowNs;
            handledBefore = handled;
        }
        if (fast && cursor.get() - handled > NEAR && oneLaneHasACpu())
        {
            await(nowNs);
            unit.blocked(System.nanoTime() - nowNs);
        }
    }

    private void await(long startNs)
    {
        while (cursor.get() - unit.handled() > CAUGHT_UP && engine.control().intakeOpen() &&
                System.nanoTime() - startNs < LONGEST_NS)
        {
            idle.idle();
        }
    }

    private boolean oneLaneHasACpu()
    {
        return CPUS > 1 && engine.graph().lanes().size() == 1 && !engine.isInvoked() &&
                !engine.isLane(Thread.currentThread());
    }
}
