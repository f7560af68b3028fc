package io.ringmain.benchmarks.engine;

import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.Percentiles;

/**
 * Latency under a load that does not wait for the answer: each event is sent when it is due, or at once when that is
 * past, and its latency counts from when it was due.
 */
final class OpenLoop
{
    private static final long WARM_UP_PER_SECOND = 1_000_000;
    private static final long PER_SECOND = 100_000;

    private OpenLoop()
    {}

    /** Percentiles by name, in nanoseconds. */
    static Map<String, List<Double>> run(Setup setup, Effort effort) throws Exception
    {
        try (EnginePath path = new EnginePath(setup))
        {
            // many events for the JIT, and as it will be
            path.warmUp(WARM_UP_PER_SECOND, PER_SECOND, effort.latencyWarmUpMs());
            path.runAt(PER_SECOND, effort.latencyMs());
            return Percentiles.of(path.latency().total());
        }
    }
}
