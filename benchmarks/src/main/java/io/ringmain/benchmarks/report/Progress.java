package io.ringmain.benchmarks.report;

import java.io.PrintWriter;

/**
 * Where a long run stands, on standard error: a line that is written over on a terminal, and otherwise now and then a
 * line that stays. One thread.
 */
public final class Progress implements AutoCloseable
{
    private static final long PLAIN_INTERVAL_NS = 15_000_000_000L;
    private static final int BAR = 12;
    /** The launcher knows it; Java has no way to ask. The last column is left free, since some wrap there. */
    private static final int WIDTH = Math.max(20, Integer.getInteger("ringmain.columns", 80) - 1);

    private final PrintWriter err;
    private final boolean terminal;
    private long lastNs;
    private boolean shown;

    /**
     * Shows nothing yet.
     *
     * @param err      where to
     * @param terminal whether a line can be written over there
     */
    public Progress(PrintWriter err, boolean terminal)
    {
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Shows it, unless it is too soon after the last.
     *
     * @param nowNs    the time
     * @param share    done, from 0 to 1
     * @param leftS    seconds left; negative while nobody can say
     * @param whatNext what is being done
     */
    public void show(long nowNs, double share, double leftS, String whatNext)
    {
        if (terminal)
        {
            err.print('\r' + fitted(line(share, leftS, whatNext)) + "\u001b[K");
            err.flush();
            shown = true;
        }
        else if (!shown || nowNs - lastNs >= PLAIN_INTERVAL_NS)
        {
            err.println(line(share, leftS, whatNext));
            err.flush();
            shown = true;
            lastNs = nowNs;
        }
    }

    static String line(double share, double leftS, String whatNext)
    {
        int filled = (int) Math.round(share * BAR);
        return "█".repeat(filled) + "░".repeat(BAR - filled) + ' ' + Math.round(share * 100) + " %" +
                (leftS < 0 ? "" : ", " + left(leftS) + " left") + ": " + whatNext;
    }

    static String left(double seconds)
    {
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    /** A line that wraps cannot be written over. */
    private static String fitted(String line)
    {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + '…';
    }

    /** Leaves an empty line on a terminal for whatever comes next. */
    @Override
    public void close()
    {
        if (terminal && shown)
        {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
