package io.ringmain.monitor;

import java.util.function.LongSupplier;

import com.lmax.disruptor.Sequence;

import io.ringmain.engine.LoopView;
import io.ringmain.engine.SlowBatches;

/** What a watchdog knows of one loop. Its thread's alone. */
final class LoopWatch
{
    /** What a look has shown. */
    enum Finding
    {
        NOTHING, STALLED, RESUMED
    }

    private final LoopView view;
    // a look is interpreted for the first minute: each call that it makes is one more for the JIT to compile beside the lanes
    private final Sequence handled;
    private final LongSupplier available;
    private final SlowBatches slow;
    private long sequence;
    private long waitingEvents;
    /** No time at all before work was seen to wait. */
    private long stalledNs;
    private boolean waited;
    private boolean reported;
    private long slowSeen;
    /** Of the last stall, which may be over. */
    private long lastStalledNs;

    LoopWatch(LoopView view)
    {
        this.view = view;
        handled = view.sequence();
        available = view.available();
        slow = view.slow();
        sequence = handled.get();
    }

    LoopView view()
    {
        return view;
    }

    boolean watches(LoopView other)
    {
        return other.sequence() == handled;
    }

    long sequence()
    {
        return sequence;
    }

    long waitingEvents()
    {
        return waitingEvents;
    }

    long lastStalledNs()
    {
        return lastStalledNs;
    }

    boolean reported()
    {
        return reported;
    }

    /** {@code elapsedNs} since the look before. */
    Finding look(long elapsedNs, long stallAfterNs)
    {
        long now = handled.get();
        // read after the sequence: too many may seem to wait for a moment, never too few
        waitingEvents = Math.max(0, available.getAsLong() - now);
        boolean stands = now == sequence && waitingEvents > 0;
        sequence = now;
        if (!stands)
        {
            stalledNs = 0;
            waited = waitingEvents > 0;
            boolean over = reported;
            reported = false;
            return over ? Finding.RESUMED : Finding.NOTHING;
        }
        // what came to wait between two looks counts from the second
        stalledNs += waited ? elapsedNs : 0;
        waited = true;
        lastStalledNs = stalledNs;
        if (reported || stalledNs < stallAfterNs)
        {
            return Finding.NOTHING;
        }
        reported = true;
        return Finding.STALLED;
    }

    /** How many batches were slow since this was last asked. */
    long slowBatches()
    {
        long count = slow.count();
        long fresh = count - slowSeen;
        slowSeen = count;
        return fresh;
    }
}
