package io.ringmain.benchmarks.scaling;

import java.util.Locale;

/** How the events of a keyed stage are shared out to lanes. */
enum Sharing
{
    /** Ours, by consistent hashing of the key: records the latency of every lane. */
    RINGMAIN
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return new RingmainLanes(run, tally);
        }
    },
    /** A consumer for each lane, which passes over other lanes' keys, as the Disruptor's own answers to questions have it. */
    DISRUPTOR
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return new DisruptorLanes(run, tally);
        }
    },
    /** Nothing is shared out, and there is no ring: the publisher does the work itself. */
    SAME_THREAD
    {
        @Override
        Lanes open(ScalingRun run, Tally tally)
        {
            return new NoLanes(tally);
        }
    };

    abstract Lanes open(ScalingRun run, Tally tally);

    /** As tables and JSON call it. */
    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its threads do while they have nothing to do: they leave their CPU to lanes that have. */
    String waitsBy()
    {
        return switch (this)
        {
            case RINGMAIN -> "back off";
            case DISRUPTOR -> "sleep";
            case SAME_THREAD -> "";
        };
    }
}
