package io.ringmain.benchmarks.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.HdrHistogram.Histogram;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.load.Schedule;

/**
 * Latency as the Disruptor's paper measured it (<a href="https://lmax-exchange.github.io/disruptor/disruptor.html">
 * "Comparative Latency in three stage pipeline"</a>) and as the code that it published did: an event is stamped when it is
 * injected, the injector then waits a microsecond, and what is told is the time that a hop takes, a third of that until the
 * third stage has the event, less the cost of reading the clock.
 *
 * <p>An injector that is held up stamps later events later. What they would have waited had they come when they were due is
 * left out: coordinated omission. This is here to be compared with the paper; {@link OpenLoop} is what to believe.
 */
final class PaperLatency
{
    /** Slots of the published test. */
    static final int RING = 32_768;

    private static final long PAUSE_NS = 1_000;
    private static final int HOPS = 3;
    private static final int CLOCK_READS = 1_000_000;
    private static final Map<String, ToDoubleFunction<Histogram>> FIGURES = new LinkedHashMap<>();

    static
    {
        FIGURES.put("min", Histogram::getMinValue);
        FIGURES.put("mean", Histogram::getMean);
        FIGURES.put("p99", latency -> latency.getValueAtPercentile(99));
        FIGURES.put("p99.99", latency -> latency.getValueAtPercentile(99.99));
        FIGURES.put(Percentiles.MAX, Histogram::getMaxValue);
    }

    private final LatencyTrack latency = new LatencyTrack();
    private final Work work = Work.timed(latency);
    private long sent;

    /** The rows of the paper's table. */
    static List<String> names()
    {
        return List.copyOf(FIGURES.keySet());
    }

    /** The rows of the paper's table by name, in nanoseconds. */
    Map<String, List<Double>> run(Setup setup, Effort effort) throws InterruptedException
    {
        try (Side side = setup.open(work))
        {
            for (long leftMs = effort.latencyWarmUpMs(); leftMs > 0; leftMs -= LoadedPath.WARM_UP_RUN_MS)
            {
                inject(side, events(Math.min(leftMs, LoadedPath.WARM_UP_RUN_MS)));
            }
            long measured = events(effort.latencyMs());
            inject(side, measured);
            if (latency.count() != measured)
            {
                throw new WrongAnswer("of " + measured + " events " + latency.count() + " were recorded");
            }
        }
        return byHop(latency.total(), clockNs());
    }

    /** That many take at least so long. */
    private static long events(long durationMs)
    {
        return durationMs * 1_000_000L / PAUSE_NS;
    }

    private void inject(Side side, long events) throws InterruptedException
    {
        // when events would be due if injecting took no time
        latency.begin(new Schedule(System.nanoTime(), 1_000_000_000 / PAUSE_NS), events);
        sent += events;
        work.expectUpTo(sent - 1);
        for (long i = 0; i < events; i++)
        {
            side.send(System.nanoTime());
            long waitsFromNs = System.nanoTime();
            while (System.nanoTime() - waitsFromNs < PAUSE_NS)
            {
                Thread.onSpinWait();
            }
        }
        work.await();
        work.check(sent);
    }

    static Map<String, List<Double>> byHop(Histogram latency, double clockNs)
    {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        FIGURES.forEach((name, figure) -> figures.put(name,
                List.of(figure.applyAsDouble(latency) / HOPS - clockNs)));
        return figures;
    }

    /** What a read of the clock takes: the second time, since the first is not compiled yet. */
    private static double clockNs()
    {
        readClock();
        return (double) readClock() / CLOCK_READS;
    }

    private static long readClock()
    {
        long startNs = System.nanoTime();
        long nowNs = startNs;
        for (int i = 0; i < CLOCK_READS; i++)
        {
            nowNs = System.nanoTime();
        }
        return nowNs - startNs;
    }
}
