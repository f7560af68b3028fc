package io.ringmain.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;

/** The process that the command runs in: what must be said before any library is touched, and its streams. */
final class Surroundings
{
    private Surroundings()
    {}

    /** Before anything else: libraries read these when their first class is loaded. */
    static void quieten()
    {
        // banner lines of Chronicle, and the search of SLF4J for its provider
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("java.awt.headless", "true");
        // where JNA unpacks its library for a moment; its own choice is a folder in the user's home, which it leaves
        System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        markUnsafeWarningAsGiven();
    }

    /**
     * From 24 on, the JDK warns once when {@code sun.misc.Unsafe} reads or writes memory, as Chronicle does. The user of
     * the command cannot act on that, and no manifest attribute turns it off, so we take the "once" that it has. Should
     * a later JDK name it otherwise, the warning appears and nothing else changes.
     */
    private static void markUnsafeWarningAsGiven()
    {
        if (Runtime.version().feature() < 24)
        {
            return;
        }
        try
        {
            Method once = Class.forName("sun.misc.Unsafe").getDeclaredMethod("trySetMemoryAccessWarned");
            once.setAccessible(true);
            once.invoke(null);
        }
        catch (ReflectiveOperationException | RuntimeException e)
        {
            // then the JDK warns
        }
    }

    /**
     * Where text goes.
     *
     * @param out      results
     * @param err      progress and errors
     * @param terminal whether err is a terminal, where a line can be written over
     */
    record Streams(PrintStream out, PrintStream err, boolean terminal)
    {
        /** Set by the launcher, since Java cannot tell what standard error alone is connected to. */
        private static final String TERMINAL = "ringmain.terminal";
        private static final String OUTPUT_TERMINAL = "ringmain.output";

        /** Whether standard output is a terminal, where it and progress would be mixed up. */
        static boolean outputIsTerminal()
        {
            return Boolean.getBoolean(OUTPUT_TERMINAL);
        }

        static Streams ofProcess()
        {
            return new Streams(new ProcessOutput(new FileOutputStream(FileDescriptor.out)),
                    new ProcessOutput(new FileOutputStream(FileDescriptor.err)), Boolean.getBoolean(TERMINAL));
        }
    }
}
