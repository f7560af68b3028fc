package io.ringmain.cli;

import java.util.Locale;

import io.ringmain.report.Units;

/** The progress of work on records in one line: how many, how fast, and how long still where that is known. */
final class RateLine
{
    private static final double NS_PER_SECOND = 1e9;
    /** The rate that is shown is that of the last second or so. */
    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final double ENOUGH_TO_JUDGE = 0.02;

    private final String doing;
    private final long startNs;
    private long intervalNs;
    private long intervalRecords;
    private double perSecond;

    /**
     * Begins.
     *
     * @param doing   what is done, such as "recording"
     * @param startNs by {@link System#nanoTime()}
     */
    RateLine(String doing, long startNs)
    {
        this.doing = doing;
        this.startNs = startNs;
        this.intervalNs = startNs;
    }

    /**
     * The line for now.
     *
     * @param nowNs   by {@link System#nanoTime()}
     * @param records so far
     * @param bytes   so far; negative when they are not counted
     * @param share   from 0 to 1; negative when it is not known
     */
    String at(long nowNs, long records, long bytes, double share)
    {
        if (nowNs - intervalNs >= INTERVAL_NS || intervalNs == startNs)
        {
            perSecond = nowNs == intervalNs ? 0 : (records - intervalRecords) * NS_PER_SECOND / (nowNs - intervalNs);
            if (nowNs - intervalNs >= INTERVAL_NS)
            {
                intervalNs = nowNs;
                intervalRecords = records;
            }
        }
        return doing + ' ' + Units.count(records, "record") + (bytes < 0 ? "" : ", " + Units.bytes(bytes)) + ", " +
                Units.count(Math.round(perSecond)) + "/s" + left(nowNs - startNs, share);
    }

    private static String left(long elapsedNs, double share)
    {
        if (share < 0)
        {
            return "";
        }
        String percent = String.format(Locale.ROOT, ", %.0f %%", Math.floor(Math.min(1, share) * 100));
        return share < ENOUGH_TO_JUDGE || share >= 1
                ? percent
                : percent + ", " + Units.span(Math.round(elapsedNs * (1 - share) / share)) + " left";
    }
}
