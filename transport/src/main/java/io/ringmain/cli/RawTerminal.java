package io.ringmain.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal in a mode in which a key is heard at once and not shown; Ctrl-C and Ctrl-Z still work. Java cannot do that, so
 * {@code stty} does. What was set before comes back however the process ends, unless it is killed with SIGKILL.
 *
 * <p>
 * Threading: the worker; closing, any.
 */
final class RawTerminal implements AutoCloseable
{
    private static final File TERMINAL = new File("/dev/tty");
    private static final long PATIENCE_MS = 1_000;
    /** The worker looks at the keys far more often; when it does not for so long, the process was stopped, and goes on. */
    private static final long STOPPED_NS = 500_000_000L;

    private final String before;
    private long lastLookNs = System.nanoTime();

    private RawTerminal(String before)
    {
        this.before = before;
    }

    /** Whether somebody can press keys and see what they do. The launcher knows; Java cannot tell. */
    static boolean isThere()
    {
        return Boolean.getBoolean("ringmain.keys");
    }

    /**
     * Sets the mode.
     *
     * @return null when there is no terminal that can be set
     */
    static RawTerminal enter(Lifetime lifetime)
    {
        String before = stty("-g");
        if (before == null || !before.matches("[0-9a-fA-F:=]+"))
        {
            return null;
        }
        RawTerminal terminal = new RawTerminal(before);
        lifetime.atEnd(terminal);
        return terminal.set() ? terminal : null;
    }

    private boolean set()
    {
        return stty("-icanon", "-echo", "min", "1", "time", "0") != null;
    }

    /** After Ctrl-Z the shell has set its own mode, and may have left that. */
    void lookAgain(long nowNs)
    {
        if (nowNs - lastLookNs > STOPPED_NS)
        {
            set();
        }
        lastLookNs = nowNs;
    }

    @Override
    public void close()
    {
        stty(before);
    }

    /** What it said, null when it failed. */
    private static String stty(String... arguments)
    {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try
        {
            Process process = new ProcessBuilder(command).redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            // in the background, it would be stopped by the terminal and never end
            if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS))
            {
                process.destroyForcibly();
                return null;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.exitValue() == 0 ? said : null;
        }
        catch (IOException e)
        {
            return null;
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
