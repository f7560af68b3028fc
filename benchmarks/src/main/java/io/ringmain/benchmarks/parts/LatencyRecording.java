package io.ringmain.benchmarks.parts;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;

import io.ringmain.latency.LatencyRecorder;

/** Takes the latency of events that were published together and handled one after the other. One thread records. */
interface LatencyRecording
{
    long HIGHEST_NS = TimeUnit.HOURS.toNanos(1);
    int DIGITS = 3;

    void batch(long publishedNs, int events);

    /** Everything recorded. */
    Histogram total();

    static LatencyRecording named(String name)
    {
        return switch (name.toLowerCase(Locale.ROOT))
        {
            case "ringmain" -> new ByTheBatch();
            case "single-writer-recorder" -> new BySingleWriter();
            case "recorder" -> new ByRecorder();
            case "concurrent-histogram" -> new ByConcurrentHistogram();
            default -> throw new IllegalArgumentException("there is no way of recording " + name);
        };
    }

    /** One look at the clock, one count. */
    final class ByTheBatch implements LatencyRecording
    {
        private final LatencyRecorder recorder = new LatencyRecorder();

        @Override
        public void batch(long publishedNs, int events)
        {
            recorder.record(System.nanoTime() - publishedNs, events);
        }

        @Override
        public Histogram total()
        {
            return recorder.total();
        }
    }

    /** A look at the clock for each event, for one writer and one reader. */
    final class BySingleWriter implements LatencyRecording
    {
        private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NS, DIGITS);

        @Override
        public void batch(long publishedNs, int events)
        {
            for (int i = 0; i < events; i++)
            {
                recorder.recordValue(System.nanoTime() - publishedNs);
            }
        }

        @Override
        public Histogram total()
        {
            return recorder.getIntervalHistogram();
        }
    }

    /** A look at the clock for each event, for several writers. */
    final class ByRecorder implements LatencyRecording
    {
        private final Recorder recorder = new Recorder(HIGHEST_NS, DIGITS);

        @Override
        public void batch(long publishedNs, int events)
        {
            for (int i = 0; i < events; i++)
            {
                recorder.recordValue(System.nanoTime() - publishedNs);
            }
        }

        @Override
        public Histogram total()
        {
            return recorder.getIntervalHistogram();
        }
    }

    /** A look at the clock for each event, into what several threads may share. */
    final class ByConcurrentHistogram implements LatencyRecording
    {
        private final Histogram histogram = new ConcurrentHistogram(HIGHEST_NS, DIGITS);

        @Override
        public void batch(long publishedNs, int events)
        {
            for (int i = 0; i < events; i++)
            {
                histogram.recordValue(System.nanoTime() - publishedNs);
            }
        }

        @Override
        public Histogram total()
        {
            return histogram;
        }
    }
}
