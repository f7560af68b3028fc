package io.ringmain.monitor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.agrona.concurrent.EpochClock;

import io.ringmain.latency.LatencyRecorder;

/**
 * Writes the latency of every stage, interval by interval, in HdrHistogram's {@code .hlog} format: HistogramLogAnalyzer,
 * HistogramLogProcessor and the like open it. Times are nanoseconds; the maximum in each line is in milliseconds, as usual.
 *
 * <pre>
 *   #[StartTime: 1795377600.000 (seconds since epoch), Sun Nov 22 20:00:00 UTC 2026]
 *   Tag=match,0.000,1.000,0.065,HISTFAAAA...         one line for each stage, its name the tag
 *   Tag=out,0.000,1.000,0.081,HISTFAAAA...
 * </pre>
 *
 * <p>
 * Owner: its thread, {@code pipeline/interval-log}, a daemon, or the test that calls {@link #doWork()}. Readers: whoever
 * closes it, of {@code broken}. Invariants: intervals are differences of totals, so nobody else who reads the latency loses
 * any; the counts of all lines of a stage add up to the events that it has handled since the log began, unless
 * it is taken out, which takes its last interval, too. Progress: lanes are
 * never held up; a stream that blocks holds up this alone.
 */
public final class IntervalLog implements AutoCloseable
{
    private static final long CLOSE_NS = TimeUnit.SECONDS.toNanos(10);

    private final String pipeline;
    private final Supplier<Map<String, Histogram>> totals;
    private final EpochClock clock;
    private final CallersStream stream;
    private final HistogramLogWriter writer;
    private final Ticker ticker;
    private final Map<String, Histogram> before = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private long lastMs;
    private volatile IOException broken;

    /**
     * Writes the head of the log; the first interval begins now.
     *
     * @param pipeline   its name
     * @param totals     the latency of every stage since the start, as copies
     * @param clock      the time of day
     * @param out        where to; it stays open
     * @param intervalNs from line to line
     */
    public IntervalLog(String pipeline, Supplier<Map<String, Histogram>> totals, EpochClock clock, OutputStream out,
            long intervalNs)
    {
        this.pipeline = pipeline;
        this.totals = totals;
        this.clock = clock;
        stream = new CallersStream(out);
        writer = new HistogramLogWriter(stream);
        ticker = new Ticker(pipeline + "/interval-log", intervalNs, this::doWork, this::doWork);
        lastMs = clock.time();
        before.putAll(totals.get());
        writer.outputComment("[latency of each stage of pipeline " + pipeline.replaceAll("\\R", " ") +
                ", in ns from publication to the end of the batch that handled the event]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(lastMs);
        writer.setBaseTime(lastMs);
        writer.outputLegend();
        flush();
    }

    /** Starts its thread. */
    public void start()
    {
        ticker.start();
    }

    /**
     * Writes the last interval and ends its thread; nothing of it touches the stream any more, which stays open. Once a
     * pipeline is closed its logs are written to the end; this then only tells how that went.
     *
     * @throws UncheckedIOException  when the stream refused a write, after which nothing was written
     * @throws IllegalStateException when the stream blocked for 10 s
     */
    @Override
    public void close()
    {
        if (!finish())
        {
            throw new IllegalStateException("the latency log of pipeline \"" + pipeline +
                    "\" has not ended within 10 s: its stream takes no bytes");
        }
        if (broken != null)
        {
            throw new UncheckedIOException("the latency log of pipeline \"" + pipeline + "\" is not complete: " +
                    broken.getMessage(), broken);
        }
    }

    /**
     * As {@link #close()}, and leaves it to that to tell how it went.
     *
     * @return whether its thread has ended
     */
    public boolean finish()
    {
        return ticker.close(CLOSE_NS);
    }

    /**
     * Whether it will write no more.
     *
     * @return true once it was closed and its thread has ended
     */
    public boolean ended()
    {
        return ticker.ended();
    }

    /** Writes one interval; false when the stream takes no more. */
    boolean doWork()
    {
        if (broken != null)
        {
            return false;
        }
        try
        {
            writeInterval();
        }
        catch (RuntimeException e)
        {
            // the caller's stream threw it; silence would look like a log that is complete
            stream.failed(new IOException(e.toString(), e));
        }
        return broken == null;
    }

    private void writeInterval()
    {
        // before the counts, so that no event is dated into a later interval than its own
        long nowMs = clock.time();
        for (Map.Entry<String, Histogram> stage : totals.get().entrySet())
        {
            Histogram interval = LatencyRecorder.between(before.put(stage.getKey(), stage.getValue()),
                    stage.getValue());
            interval.setTag(tag(stage.getKey()));
            interval.setStartTimeStamp(lastMs);
            interval.setEndTimeStamp(nowMs);
            writer.outputIntervalHistogram(interval);
        }
        lastMs = nowMs;
        flush();
    }

    /** The format allows neither commas nor white space; two stages must not share a tag. */
    private String tag(String stage)
    {
        String tag = tags.get(stage);
        if (tag == null)
        {
            tag = stage.replaceAll("[,\\s]", "_");
            while (tags.containsValue(tag))
            {
                tag += "_";
            }
            tags.put(stage, tag);
        }
        return tag;
    }

    private void flush()
    {
        try
        {
            stream.flush();
        }
        catch (IOException e)
        {
            stream.failed(e);
        }
    }

    /** Remembers what a PrintStream would swallow, and writes nothing after it. */
    private final class CallersStream extends OutputStream
    {
        private final OutputStream out;

        CallersStream(OutputStream out)
        {
            this.out = out;
        }

        @Override
        public void write(int oneByte)
        {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length)
        {
            if (broken == null)
            {
                try
                {
                    out.write(bytes, offset, length);
                }
                catch (IOException e)
                {
                    failed(e);
                }
            }
        }

        @Override
        public void flush() throws IOException
        {
            if (broken == null)
            {
                out.flush();
            }
        }

        void failed(IOException e)
        {
            broken = e;
        }
    }
}
