package io.ringmain.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * Where the libraries' warnings go: nowhere at first, to a file of the run's own once there is a place, and to standard
 * error with {@code --verbose}. The backend is the JDK's, because nothing starts faster.
 */
final class Logging
{
    private static final Logger ROOT = Logger.getLogger("");

    private Logging()
    {}

    /** Silence, instead of the JDK's default of INFO on standard error. */
    static void begin(PrintStream err, boolean verbose)
    {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.WARNING);
        if (verbose)
        {
            ROOT.addHandler(new Flushing(new FilterOutputStream(err)
            {
                @Override
                public void close() throws IOException
                {
                    // the log manager closes its handlers while the process ends, and errors may be still to be told
                    flush();
                }
            }));
        }
    }

    /**
     * Adds the file, which appears with its first line.
     *
     * @return ends it
     */
    static AutoCloseable to(Path file)
    {
        Handler handler = new Flushing(new LateFile(file));
        ROOT.addHandler(handler);
        return () ->
        {
            ROOT.removeHandler(handler);
            handler.close();
        };
    }

    /** Each line is out when it is said: the next thing may be a crash. */
    private static final class Flushing extends StreamHandler
    {
        Flushing(OutputStream out)
        {
            super(out, new SimpleFormatter());
            setLevel(Level.WARNING);
            // a line that cannot be kept, say on a full disk, is no reason to print the JDK's own stack trace
            setErrorManager(new ErrorManager()
            {
                @Override
                public void error(String message, Exception e, int code)
                {
                    // whoever does the work meets the same disk, and says so
                }
            });
        }

        @Override
        public synchronized void publish(LogRecord line)
        {
            super.publish(line);
            flush();
        }
    }

    private static final class LateFile extends OutputStream
    {
        private final Path file;
        private OutputStream out;

        LateFile(Path file)
        {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException
        {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException
        {
            if (out == null && length > 0)
            {
                out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            if (length > 0)
            {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void close() throws IOException
        {
            if (out != null)
            {
                out.close();
            }
        }
    }
}
