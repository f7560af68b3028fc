package io.ringmain.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Latency under a load that does not wait for the answer: each event is sent when it is due, or at once when that is
 * past, and its latency counts from when it was due.
 */
final class OpenLoop
{
    private static final long MAX_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final long LEAD_NS = 1_000_000;
    private static final long WARM_UP_PER_SECOND = 1_000_000;
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

    private final Histogram latency = new Histogram(MAX_NS, DIGITS);
    private final Work work = Work.timed(latency);
    private long sent;

    /** Percentiles by name, in nanoseconds. */
    Map<String, List<Double>> run(Setup setup, Effort effort) throws InterruptedException
    {
        try (Side side = setup.open(work))
        {
            // many events first, for the JIT; then as it will be
            send(side, WARM_UP_PER_SECOND, effort.latencyWarmUpMs());
            send(side, setup.measure().perSecond(), effort.latencyWarmUpMs());
            latency.reset();
            long measured = send(side, setup.measure().perSecond(), effort.latencyMs());
            if (latency.getTotalCount() != measured)
            {
                throw new WrongAnswer("of " + measured + " events " + latency.getTotalCount() + " were recorded");
            }
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (double percentile : PERCENTILES)
        {
            figures.put(metric(percentile), List.of((double) latency.getValueAtPercentile(percentile)));
        }
        figures.put("max", List.of((double) latency.getMaxValue()));
        return figures;
    }

    private long send(Side side, long perSecond, long durationMs) throws InterruptedException
    {
        Schedule schedule = new Schedule(System.nanoTime() + LEAD_NS, perSecond);
        long events = schedule.events(durationMs);
        sent += events;
        work.expectUpTo(sent - 1);
        for (long i = 0; i < events; i++)
        {
            long dueNs = schedule.dueNs(i);
            while (System.nanoTime() - dueNs < 0)
            {
                Thread.onSpinWait();
            }
            side.send(dueNs);
        }
        work.await();
        work.check(sent);
        return events;
    }

    private static String metric(double percentile)
    {
        return percentile == Math.rint(percentile) ? "p" + (int) percentile : "p" + percentile;
    }
}
