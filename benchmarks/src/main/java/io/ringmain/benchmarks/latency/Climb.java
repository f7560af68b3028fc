package io.ringmain.benchmarks.latency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.Percentiles;

/**
 * Holds rate after rate on one way, until half of the events are later than what is to be kept: beyond that there is only a
 * queue that grows. Then it looks for the highest rate that keeps the p99.9 in between. Threading: one thread.
 */
final class Climb
{
    /** The figure that tells the highest rate, in thousands of events a second; 0 when none kept it. */
    static final String HIGHEST = "highest";

    private static final double WATCHED = 99.9;
    /** Somebody else may have had the CPU once. */
    private static final int TRIES = 2;
    private static final int DOUBLINGS = 3;
    private static final double DIGITS = 100;

    /** Is told what came of each rate that was to be held. */
    interface Witness
    {
        void held(long perSecond, LatencyTrack latency);
    }

    private final LoadedPath path;
    private final Ladder ladder;
    private final Witness witness;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    Climb(LoadedPath path, Ladder ladder, Witness witness)
    {
        this.path = path;
        this.ladder = ladder;
        this.witness = witness;
    }

    /** What a figure at a rate is called. */
    static String metric(String percentile, long perSecond)
    {
        return percentile + '@' + perSecond;
    }

    Map<String, List<Double>> run() throws Exception
    {
        path.warmUp(ladder.warmUp(), ladder.rates().get(0), ladder.warmUpMs());
        long kept = 0;
        long missed = 0;
        for (long rate : ladder.rates())
        {
            path.runAt(rate, ladder.leadInMs());
            path.runAt(rate, ladder.heldMs(rate));
            Percentiles.of(path.latency().total())
                    .forEach((percentile, value) -> figures.put(metric(percentile, rate), value));
            witness.held(rate, path.latency());
            long medianNs = path.latency().total().getValueAtPercentile(50);
            if (watchedNs() <= ladder.keepNs() || keeps(rate))
            {
                kept = rate;
                missed = 0;
            }
            else if (missed == 0)
            {
                missed = rate;
            }
            if (medianNs > ladder.keepNs())
            {
                break;
            }
        }
        figures.put(HIGHEST, List.of(highest(kept, missed) / 1e3));
        return figures;
    }

    private long highest(long keptRate, long missedRate) throws Exception
    {
        long kept = keptRate;
        long missed = missedRate;
        for (int i = 0; i < DOUBLINGS && missed == 0; i++)
        {
            if (keeps(2 * kept))
            {
                kept *= 2;
            }
            else
            {
                missed = 2 * kept;
            }
        }
        for (int i = 0; i < ladder.halvings() && kept > 0 && missed > 0; i++)
        {
            long between = rounded(Math.sqrt((double) kept * missed));
            if (between <= kept || between >= missed)
            {
                break;
            }
            if (keeps(between))
            {
                kept = between;
            }
            else
            {
                missed = between;
            }
        }
        return kept;
    }

    private boolean keeps(long rate) throws Exception
    {
        for (int i = 0; i < TRIES; i++)
        {
            path.runAt(rate, ladder.leadInMs());
            path.runAt(rate, ladder.stepMs());
            if (watchedNs() <= ladder.keepNs())
            {
                return true;
            }
            if (isHopeless(rate))
            {
                return false;
            }
        }
        return false;
    }

    private long watchedNs()
    {
        return path.latency().total().getValueAtPercentile(WATCHED);
    }

    /** A queue that has grown for half of the time, and no accident. */
    private boolean isHopeless(long rate)
    {
        long halfNs = TimeUnit.MILLISECONDS.toNanos(ladder.heldMs(rate)) / 2;
        return watchedNs() > Math.max(halfNs, ladder.keepNs());
    }

    /** To two digits. */
    static long rounded(double rate)
    {
        double unit = Math.pow(10, Math.floor(Math.log10(rate))) / (DIGITS / 10);
        return Math.max(1, Math.round(Math.round(rate / unit) * unit));
    }
}
