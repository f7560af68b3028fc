package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.benchmarks.load.OpenLoad;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.load.Schedule;

/**
 * Latency under a load that does not wait for the answer: each event is sent when it is due, or at once when that is
 * past, and its latency counts from when it was due.
 */
final class OpenLoop
{
    private static final long WARM_UP_PER_SECOND = 1_000_000;

    private final Histogram latency = Percentiles.newHistogram();
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
        return Percentiles.of(latency);
    }

    private long send(Side side, long perSecond, long durationMs) throws InterruptedException
    {
        Schedule schedule = OpenLoad.soon(perSecond);
        long events = schedule.events(durationMs);
        sent += events;
        work.expectUpTo(sent - 1);
        OpenLoad.send(schedule, events, side::send);
        work.await();
        work.check(sent);
        return events;
    }
}
