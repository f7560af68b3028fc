package io.ringmain.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether Ctrl-C reaches what is started here: a shell starts its background jobs deaf to it, and so are their children. */
public final class Interrupts
{
    private static final String IGNORED = "SigIgn:";
    private static final long SIGINT_BIT = 1 << (2 - 1);

    private Interrupts()
    {}

    public static boolean areIgnoredHere() throws IOException
    {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status))
        {
            return false;
        }
        String signals = Files.readAllLines(status).stream().filter(line -> line.startsWith(IGNORED)).findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(signals.substring(IGNORED.length()).strip(), 16) & SIGINT_BIT) != 0;
    }
}
