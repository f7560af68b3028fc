package io.ringmain.cli;

import java.util.Locale;

import org.HdrHistogram.Histogram;

import io.ringmain.demo.FlightFile;
import io.ringmain.demo.LiveRun;
import io.ringmain.report.Units;

/** The progress of a live run in one line: how far, how long still, how fast. */
final class LiveLine
{
    private static final int BAR = 12;
    private static final double ENOUGH_TO_JUDGE = 0.05;

    private final LiveRun live;
    private final FlightFile file;
    private final long perSecond;
    private final long startNs;

    LiveLine(LiveRun live, FlightFile file, long perSecond, long startNs)
    {
        this.perSecond = perSecond;
        this.live = live;
        this.file = file;
        this.startNs = startNs;
    }

    String at(long nowNs)
    {
        long back = live.accountedFor();
        double share = file.share(live.fed());
        int filled = (int) Math.round(share * BAR);
        Histogram end = live.latency().get(LiveRun.END_TO_END);
        String latency = end.getTotalCount() == 0
                ? ""
                : ", p50 " +
                        Units.duration(end.getValueAtPercentile(50)) + " p99 " +
                        Units.duration(end.getValueAtPercentile(99)) +
                        " max " + Units.duration(end.getMaxValue());
        return String.format(Locale.ROOT, "%s%s %3.0f %%, %s back%s%s", "█".repeat(filled),
                "░".repeat(BAR - filled), share * 100, Units.count(back), left(share, live.fed(), nowNs - startNs),
                latency);
    }

    /** By the schedule where there is one; otherwise by the pace so far, once that tells something. */
    private String left(double share, long fed, long elapsedNs)
    {
        if (share < ENOUGH_TO_JUDGE || share >= 1)
        {
            return "";
        }
        double seconds = perSecond > 0 ? fed * (1 - share) / share / perSecond : elapsedNs / 1e9 * (1 - share) / share;
        return String.format(Locale.ROOT, ", %.0f s left", Math.ceil(seconds));
    }
}
