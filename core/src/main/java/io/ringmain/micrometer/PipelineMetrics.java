package io.ringmain.micrometer;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.counter.RingCounter;
import io.ringmain.counter.RingStats;
import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageStats;
import io.ringmain.pipeline.Pipeline;

/**
 * Everything that a pipeline counts, as meters.
 *
 * <pre>
 *   ringmain.stage.events, .batches, .failures, ...   counters, one for each StageCounter   pipeline, ring, stage, lane
 *   ringmain.stage.largest.batch, .lag                gauges, events                        pipeline, ring, stage, lane
 *   ringmain.stage.latency                            time gauges, quantile 0.5 0.99 0.999  and quantile
 *   ringmain.stage.latency.max                        time gauge                            pipeline, ring, stage, lane
 *   ringmain.ring.published, .dropped, .blocked, ...  counters, one for each RingCounter    pipeline, ring
 *   ringmain.ring.depth, .capacity                    gauges, events, slots                 pipeline, ring
 * </pre>
 *
 * Figures are read together, once a second at most. Latency is that of the events handled since the reading before, so that
 * of the last scrape interval when one registry scrapes; it is NaN when there were none. Two registries shorten each other's
 * intervals unless each gets a {@code PipelineMetrics} of its own.
 *
 * <p>
 * A stage that is added to the running pipeline gets its meters when this is bound again, which leaves the others as they
 * are. Counters of one that was taken out keep their last value, its gauges are NaN.
 *
 * <p>
 * Threading: any thread. The registry keeps the pipeline from being collected until the meters are removed.
 */
public final class PipelineMetrics implements MeterBinder
{
    private static final List<Double> QUANTILES = List.of(0.5, 0.99, 0.999);
    private static final String EVENTS = "events";

    private final Pipeline<?> pipeline;
    private final Tags common;
    private final Readings readings;

    /**
     * For one pipeline.
     *
     * @param pipeline started or not
     * @param tags     added to every meter
     */
    public PipelineMetrics(Pipeline<?> pipeline, Tag... tags)
    {
        this(pipeline, SystemNanoClock.INSTANCE, tags);
    }

    PipelineMetrics(Pipeline<?> pipeline, NanoClock clock, Tag... tags)
    {
        this.pipeline = pipeline;
        common = Tags.of(tags).and("pipeline", pipeline.graph().name());
        readings = new Readings(pipeline::stats, pipeline::latency, clock);
    }

    @Override
    public void bindTo(MeterRegistry registry)
    {
        pipeline.stats().rings().forEach(ring -> bindRing(registry, ring.ring()));
        pipeline.stats().stages().forEach(stage -> bindStage(registry, stage));
    }

    private void bindRing(MeterRegistry registry, String ring)
    {
        Tags tags = common.and("ring", ring);
        for (RingCounter counter : RingCounter.values())
        {
            counter("ringmain.ring." + counter.label(), counter.description(), unit(counter), tags,
                    () -> value(counter, readings.ring(ring)), registry);
        }
        gauge("ringmain.ring.depth", "published and not yet handled by every stage", EVENTS, tags,
                () -> readings.ring(ring).depthEvents(), registry);
        gauge("ringmain.ring.capacity", "slots of the ring", "slots", tags, () -> readings.ring(ring).capacity(),
                registry);
    }

    private void bindStage(MeterRegistry registry, StageStats described)
    {
        String stage = described.stage();
        Tags tags = common.and("ring", described.ring(), "stage", stage, "lane", described.lane());
        for (StageCounter counter : StageCounter.values())
        {
            String name = "ringmain.stage." + counter.label();
            if (counter == StageCounter.LARGEST_BATCH)
            {
                // the one that is no sum
                gauge(name, counter.description(), EVENTS, tags, () -> readings.gauge(stage, its -> its.get(counter)),
                        registry);
            }
            else
            {
                counter(name, counter.description(), null, tags, () -> readings.counter(stage, counter), registry);
            }
        }
        gauge("ringmain.stage.lag", "published and not yet handled by the stage", EVENTS, tags,
                () -> readings.gauge(stage, StageStats::lagEvents), registry);
        for (double quantile : QUANTILES)
        {
            latency("ringmain.stage.latency", stage, 100 * quantile, tags.and("quantile", Double.toString(quantile)),
                    registry);
        }
        latency("ringmain.stage.latency.max", stage, 100, tags, registry);
    }

    // A registry holds the object of a meter weakly, and its function strongly: each function here holds the readings, so
    // that the meters live on when the caller has forgotten this.

    private void counter(String name, String description, String unit, Tags tags, DoubleSupplier value,
            MeterRegistry registry)
    {
        FunctionCounter.builder(name, readings, same -> value.getAsDouble()).description(description).baseUnit(unit)
                .tags(tags).register(registry);
    }

    private void gauge(String name, String description, String unit, Tags tags, DoubleSupplier value,
            MeterRegistry registry)
    {
        Gauge.builder(name, readings, same -> value.getAsDouble()).description(description).baseUnit(unit).tags(tags)
                .register(registry);
    }

    private void latency(String name, String stage, double percentile, Tags tags, MeterRegistry registry)
    {
        TimeGauge.builder(name, readings, TimeUnit.NANOSECONDS, same -> readings.latencyNs(stage, percentile))
                .description("from publication to the end of the batch that handled the event").tags(tags)
                .register(registry);
    }

    private static double value(RingCounter counter, RingStats ring)
    {
        return switch (counter)
        {
            case PUBLISHED -> ring.publishedEvents();
            case DROPPED -> ring.droppedEvents();
            case ABANDONED -> ring.abandonedEvents();
            case BLOCKED -> ring.blocked();
            case BLOCKED_NS -> ring.blockedNs();
        };
    }

    private static String unit(RingCounter counter)
    {
        return counter == RingCounter.BLOCKED_NS ? "nanoseconds" : null;
    }
}
