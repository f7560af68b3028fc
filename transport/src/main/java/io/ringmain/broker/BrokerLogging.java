package io.ringmain.broker;

import java.io.PrintStream;
import java.time.Instant;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The child's logging: lines on standard error, which is the log file. Named by {@code -Dslf4j.provider} in the child
 * alone, and not registered as a service: whatever backend the embedding application has, or has not, is left alone.
 */
public final class BrokerLogging implements SLF4JServiceProvider
{
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();

    /** Called by slf4j. */
    public BrokerLogging()
    {}

    @Override
    public ILoggerFactory getLoggerFactory()
    {
        return name -> new Line(name, System.err);
    }

    @Override
    public IMarkerFactory getMarkerFactory()
    {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter()
    {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion()
    {
        return "2.0.99";
    }

    @Override
    public void initialize()
    {}

    private static final class Line extends LegacyAbstractLogger
    {
        private static final long serialVersionUID = 1L;

        private final transient PrintStream out;

        Line(String name, PrintStream out)
        {
            this.name = name;
            this.out = out;
        }

        @Override
        public boolean isTraceEnabled()
        {
            return false;
        }

        @Override
        public boolean isDebugEnabled()
        {
            return false;
        }

        @Override
        public boolean isInfoEnabled()
        {
            return true;
        }

        @Override
        public boolean isWarnEnabled()
        {
            return true;
        }

        @Override
        public boolean isErrorEnabled()
        {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName()
        {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(Level level, Marker marker, String pattern, Object[] arguments,
                Throwable thrown)
        {
            String text = MessageFormatter.basicArrayFormat(pattern, arguments);
            // on the same line too, where a search for the last error finds it
            text = thrown == null ? text : text + ": " + thrown;
            String line = Instant.now().toString() + ' ' + level + ' ' + text + " (" + name + ')';
            synchronized (out)
            {
                out.println(line);
                if (thrown != null)
                {
                    thrown.printStackTrace(out);
                }
            }
        }
    }
}
