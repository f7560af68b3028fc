package io.ringmain.micrometer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.NanoClock;

import io.ringmain.counter.PipelineStats;
import io.ringmain.counter.RingStats;
import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageStats;
import io.ringmain.latency.LatencyRecorder;

/**
 * Reads a pipeline for its meters, once for all of them: what a registry publishes together was read together, and a hundred
 * meters cost no more than one.
 *
 * <p>
 * Owner: none, any thread may ask. Readers: the registry's threads. Invariants: a reading is a second old at most; latency
 * is that of the events handled between the two latest readings. Progress: askers wait for each other, never for a lane.
 */
final class Readings
{
    static final long FRESH_NS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<PipelineStats> stats;
    private final Supplier<Map<String, Histogram>> latency;
    private final NanoClock clock;

    // guarded by this
    private final Map<String, StageStats> ever = new HashMap<>();
    private Map<String, StageStats> stages = Map.of();
    private Map<String, RingStats> rings = Map.of();
    private Map<String, Histogram> totals = Map.of();
    private Map<String, Histogram> intervals = Map.of();
    private boolean read;
    private long readNs;

    Readings(Supplier<PipelineStats> stats, Supplier<Map<String, Histogram>> latency, NanoClock clock)
    {
        this.stats = stats;
        this.latency = latency;
        this.clock = clock;
    }

    /** Of a stage that was taken out, its last value: a counter never decreases. */
    synchronized double counter(String stage, StageCounter counter)
    {
        refresh();
        StageStats its = ever.get(stage);
        return its == null ? 0 : its.get(counter);
    }

    /** NaN when there is no such stage any more. */
    synchronized double gauge(String stage, ToDoubleFunction<StageStats> value)
    {
        refresh();
        StageStats its = stages.get(stage);
        return its == null ? Double.NaN : value.applyAsDouble(its);
    }

    synchronized RingStats ring(String ring)
    {
        refresh();
        return rings.get(ring);
    }

    /** In nanoseconds; NaN when the stage handled nothing between the two latest readings, or is there no more. */
    synchronized double latencyNs(String stage, double percentile)
    {
        refresh();
        Histogram interval = intervals.get(stage);
        return interval == null || interval.getTotalCount() == 0
                ? Double.NaN
                : interval.getValueAtPercentile(percentile);
    }

    private void refresh()
    {
        long nowNs = clock.nanoTime();
        if (read && nowNs - readNs < FRESH_NS)
        {
            return;
        }
        read = true;
        readNs = nowNs;
        PipelineStats now = stats.get();
        stages = new HashMap<>();
        rings = new HashMap<>();
        now.stages().forEach(stage -> stages.put(stage.stage(), stage));
        ever.putAll(stages);
        now.rings().forEach(ring -> rings.put(ring.ring(), ring));
        Map<String, Histogram> before = totals;
        totals = latency.get();
        intervals = new HashMap<>();
        totals.forEach((stage, total) -> intervals.put(stage, LatencyRecorder.between(before.get(stage), total)));
    }
}
