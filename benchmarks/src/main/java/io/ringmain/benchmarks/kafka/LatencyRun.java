package io.ringmain.benchmarks.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.ringmain.benchmarks.load.Percentiles;

/** Latency at one rate, and what it took of the machine. */
final class LatencyRun
{
    static final long PER_SECOND = 10_000;

    private LatencyRun()
    {}

    static Map<String, List<Double>> run(SideJob job, KafkaEffort effort) throws Exception
    {
        Map<String, List<Double>> figures = new TreeMap<>();
        try (KafkaPath path = new KafkaPath(job, effort.keys(), new BenchTopics(job.bootstrap())))
        {
            long events = 1 + path.warmUp(PER_SECOND, PER_SECOND, effort.latencyWarmUpMs()) +
                    path.runAt(PER_SECOND, effort.latencyMs());
            ThroughputPass.resources(path.side(), events, figures);
            figures.putAll(Percentiles.of(path.latency().total()));
        }
        return figures;
    }
}
