package io.ringmain.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * What the run is doing just now, on standard error: one line that is written over on a terminal, and otherwise a line
 * now and then, so that a log shows life without growing.
 *
 * <p>
 * Threading: one thread.
 */
final class Progress implements AutoCloseable
{
    private static final long TERMINAL_INTERVAL_NS = 100_000_000;
    static final long PLAIN_INTERVAL_NS = 3_000_000_000L;
    /** Of the terminal, less the last column, at which some wrap. */
    private static final int WIDTH = columns() - 1;

    private final PrintStream err;
    private final boolean terminal;
    private long lastNs;
    /** Where nothing has happened, a log need not grow. */
    private String last = "";
    private boolean shown;
    private boolean open;

    Progress(PrintStream err, boolean terminal)
    {
        this.err = err;
        this.terminal = terminal;
    }

    /** Of the terminal, 80 without one. The launcher knows it; Java has no way to ask. */
    static int columns()
    {
        return Math.max(21, Integer.getInteger("ringmain.columns", 80));
    }

    /** Shows the line when it is time again; the text is made only then. */
    void show(long nowNs, Supplier<String> line)
    {
        long intervalNs = terminal ? TERMINAL_INTERVAL_NS : PLAIN_INTERVAL_NS;
        if (shown && nowNs - lastNs < intervalNs)
        {
            return;
        }
        lastNs = nowNs;
        shown = true;
        if (terminal)
        {
            err.print("\r" + fitted(line.get()) + "\u001b[K");
            err.flush();
            open = true;
        }
        else
        {
            String text = line.get();
            if (!text.equals(last))
            {
                err.println(text);
                last = text;
            }
        }
    }

    /** Shows the next line at once on a terminal, since somebody has pressed a key and looks for the answer. */
    void showSoon()
    {
        shown = shown && !terminal;
    }

    /** A line that stays, in place of the one that was being written over. */
    void done(String line)
    {
        close();
        err.println(line);
        shown = false;
    }

    /** Leaves an empty line for whatever comes next. */
    @Override
    public void close()
    {
        if (open)
        {
            err.print("\r\u001b[K");
            err.flush();
            open = false;
        }
    }

    /** A line that wraps cannot be written over. */
    private static String fitted(String line)
    {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + '…';
    }
}
