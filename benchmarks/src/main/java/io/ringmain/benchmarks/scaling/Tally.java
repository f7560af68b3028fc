package io.ringmain.benchmarks.scaling;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.benchmarks.fork.WrongAnswer;

/**
 * What the lanes have done, two numbers each in cache lines of their own: how many events, and their results, exclusive or.
 *
 * <p>
 * Owner: of its two numbers each lane. Readers: the publisher. Invariants: a result is in before its event counts, by the
 * release of the count, which pairs with the acquire in {@link #handled()}. Progress: wait-free, but for {@link #await}.
 */
final class Tally
{
    /** Far enough from each other, and from the array's ends, for neighbouring lines that are fetched along. */
    private static final int STRIDE = 32;
    private static final int RESULTS = 1;
    /** Seldom enough to leave the lanes their cache lines and CPUs; little beside a pass. */
    private static final long LOOK_NS = 50_000;
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(60);

    private final int lanes;
    private final AtomicLongArray numbers;

    Tally(int lanes)
    {
        this.lanes = lanes;
        this.numbers = new AtomicLongArray((lanes + 2) * STRIDE);
    }

    private static int of(int lane)
    {
        return (lane + 1) * STRIDE;
    }

    /** Called by that lane. */
    void add(int lane, long result)
    {
        int its = of(lane);
        numbers.setPlain(its + RESULTS, numbers.getPlain(its + RESULTS) ^ result);
        numbers.setRelease(its, numbers.getPlain(its) + 1);
    }

    long handled()
    {
        long all = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            all += numbers.getAcquire(of(lane));
        }
        return all;
    }

    /** Returns when so many events have been handled in all. */
    void await(long events)
    {
        long startNs = System.nanoTime();
        while (handled() < events)
        {
            if (System.nanoTime() - startNs > STUCK_NS)
            {
                throw new WrongAnswer(handled() + " of " + events + " events were handled, and no more within " +
                        TimeUnit.NANOSECONDS.toSeconds(STUCK_NS) + " s");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Whether the events with the values 0 to {@code events} - 1 have been handled, once each. */
    void check(long events)
    {
        long handled = handled();
        if (handled != events)
        {
            throw new WrongAnswer(handled + " events were handled, and " + events + " published");
        }
        long results = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            results ^= numbers.getPlain(of(lane) + RESULTS);
        }
        if (results != KeyedWork.ofAll(events))
        {
            throw new WrongAnswer("after " + events + " events the lanes came to " + results +
                    " and should have come to " + KeyedWork.ofAll(events));
        }
    }
}
