package io.ringmain.benchmarks.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.load.Percentiles;

/** Appending under a load that does not wait: from when an event was due until the call that wrote it has returned. */
final class AppendLatency
{
    static final long PER_SECOND = 200_000;

    /** For the JIT, and for a few rolls. */
    private static final long WARM_UP_PER_SECOND = 500_000;

    private AppendLatency()
    {}

    /** How many there are in all. */
    static long events(JournalEffort effort)
    {
        return (WARM_UP_PER_SECOND + PER_SECOND) * effort.latencyWarmUpMs() / 2 / 1_000 +
                PER_SECOND * effort.latencyMs() / 1_000 + 1;
    }

    static Map<String, List<Double>> run(JournalRun run, JournalEffort effort, Path folder) throws Exception
    {
        try (JournalPath path = new JournalPath(run, folder, run.volume(effort)))
        {
            path.warmUp(WARM_UP_PER_SECOND, PER_SECOND, effort.latencyWarmUpMs());
            path.runAt(PER_SECOND, effort.latencyMs());
            return Percentiles.of(path.latency().total());
        }
    }
}
