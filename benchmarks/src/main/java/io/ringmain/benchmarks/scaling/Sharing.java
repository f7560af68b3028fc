package io.ringmain.benchmarks.scaling;

import java.util.Locale;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;

/** How the events of a keyed stage are shared out to lanes, and what its threads do while they have nothing to do. */
enum Sharing
{
    /** Ours, by consistent hashing of the key: records the latency of every lane. */
    RINGMAIN(ScalingCases.RINGMAIN, "back off")
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return new RingmainLanes(run, tally);
        }
    },
    /** A consumer for each lane, which passes over the others' keys. It sleeps. */
    DISRUPTOR_SLEEPING(ScalingCases.DISRUPTOR, "sleep")
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return DisruptorLanes.asItComes(run, tally, new SleepingWaitStrategy());
        }
    },
    /** The same, and blocks, which is the Disruptor's default. */
    DISRUPTOR_BLOCKING(ScalingCases.DISRUPTOR, "block")
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return DisruptorLanes.asItComes(run, tally, new BlockingWaitStrategy());
        }
    },
    /** The same, but the publisher gets slots back after 1,024 events at most, as ours does, and not after all there are. */
    DISRUPTOR_SHORT_BATCHES(ScalingCases.DISRUPTOR, "block, short")
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return DisruptorLanes.inShortBatches(run, tally, new BlockingWaitStrategy());
        }
    },
    /** Nothing is shared out, and there is no ring: the publisher does the work itself. */
    SAME_THREAD(ScalingCases.SAME_THREAD, "")
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return new NoLanes(tally);
        }
    };

    private final String side;
    private final String waitsBy;

    Sharing(String side, String waitsBy)
    {
        this.side = side;
        this.waitsBy = waitsBy;
    }

    abstract Lanes open(ScalingRun run, Tally tally);

    /** Whose way it is, as tables and JSON call it. */
    String side()
    {
        return side;
    }

    String waitsBy()
    {
        return waitsBy;
    }

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
