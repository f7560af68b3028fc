package io.ringmain.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.agrona.concurrent.AgentInvoker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.ringmain.counter.RingCounter;
import io.ringmain.counter.StageCounter;
import io.ringmain.pipeline.Pipeline;

@Timeout(30)
class PipelineMetricsTest
{
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Pipeline<long[]> orders = Pipeline.builder("orders", () -> new long[1]).capacity(64)
            .stage("match", this::ignore).lane("one").stage("out", this::ignore).after("match").lane("two").build();
    private long nowNs;

    @AfterEach
    void close()
    {
        registry.close();
    }

    @Test
    void shouldHaveAMeterForEveryCounterOfEveryStageAndRing()
    {
        orders.startInvoked();
        new PipelineMetrics(orders, this::nowNs, Tag.of("host", "a")).bindTo(registry);

        for (StageCounter counter : StageCounter.values())
        {
            Meter meter = registry.get("ringmain.stage." + counter.label()).tags("pipeline", "orders", "ring", "orders",
                    "stage", "match", "lane", "one", "host", "a").meter();
            assertEquals(counter == StageCounter.LARGEST_BATCH ? Meter.Type.GAUGE : Meter.Type.COUNTER,
                    meter.getId().getType());
            assertEquals(counter.description(), meter.getId().getDescription());
        }
        for (RingCounter counter : RingCounter.values())
        {
            assertEquals(0, registry.get("ringmain.ring." + counter.label())
                    .tags("pipeline", "orders", "ring", "orders", "host", "a").functionCounter().count());
        }
        assertEquals(2 * (StageCounter.values().length + 5) + RingCounter.values().length + 2,
                registry.getMeters().size());
        orders.close();
    }

    @Test
    void shouldShowWhatThePipelineHasCountedSinceAtTheNextReading()
    {
        AgentInvoker invoker = orders.startInvoked();
        new PipelineMetrics(orders, this::nowNs).bindTo(registry);
        publish(3);

        assertEquals(3, ring("depth"));
        assertEquals(64, ring("capacity"));
        assertEquals(3, registry.get("ringmain.stage.lag").tags("stage", "out").gauge().value());
        assertEquals(0, events("match"));
        invoker.invoke();
        assertEquals(3, ring("depth"), "one reading for a second");
        nowNs += Readings.FRESH_NS;

        assertEquals(0, ring("depth"));
        assertEquals(3, events("match"));
        assertEquals(3, registry.get("ringmain.ring.published").functionCounter().count());
        assertEquals(3, registry.get("ringmain.stage.largest.batch").tags("stage", "match").gauge().value());
        orders.close();
    }

    @Test
    void shouldShowTheLatencyOfTheEventsBetweenTwoReadings()
    {
        AgentInvoker invoker = orders.startInvoked();
        publish(1);
        invoker.invoke();
        new PipelineMetrics(orders, this::nowNs).bindTo(registry);

        double first = max("match");
        nowNs += Readings.FRESH_NS;
        double none = max("match");
        publish(1);
        invoker.invoke();
        nowNs += Readings.FRESH_NS;
        double second = max("match");

        assertTrue(first > 0);
        assertEquals(Double.NaN, none);
        assertTrue(second > 0);
        for (String quantile : new String[] {"0.5", "0.99", "0.999"})
        {
            assertEquals(second, registry.get("ringmain.stage.latency").tags("stage", "match", "quantile", quantile)
                    .timeGauge().value(TimeUnit.NANOSECONDS));
        }
        orders.close();
    }

    @Test
    void shouldTakeInAnAddedStageWhenBoundAgainAndKeepItsCountersWhenItIsTakenOut()
    {
        orders.start();
        PipelineMetrics metrics = new PipelineMetrics(orders, this::nowNs);
        metrics.bindTo(registry);
        orders.addStage("audit", this::ignore);
        int before = registry.getMeters().size();

        metrics.bindTo(registry);
        publish(2);
        awaitEvents(2);
        nowNs += Readings.FRESH_NS;
        double events = events("audit");
        orders.removeStage("audit");
        nowNs += Readings.FRESH_NS;

        assertEquals(before + StageCounter.values().length + 5, registry.getMeters().size());
        assertEquals(2, events);
        assertEquals(2, events("audit"));
        assertEquals(Double.NaN, registry.get("ringmain.stage.lag").tags("stage", "audit").gauge().value());
        assertEquals(2, events("match"));
        orders.close();
    }

    private void publish(int count)
    {
        for (int i = 0; i < count; i++)
        {
            orders.publisher().publish(order -> order[0] = 1);
        }
    }

    private void awaitEvents(long count)
    {
        while (orders.stats().stages().stream().anyMatch(stage -> stage.get(StageCounter.EVENTS) < count))
        {
            Thread.onSpinWait();
        }
    }

    private double ring(String gauge)
    {
        return registry.get("ringmain.ring." + gauge).gauge().value();
    }

    private double events(String stage)
    {
        FunctionCounter counter = registry.get("ringmain.stage.events").tags("stage", stage).functionCounter();
        return counter.count();
    }

    private double max(String stage)
    {
        return registry.get("ringmain.stage.latency.max").tags("stage", stage).timeGauge()
                .value(TimeUnit.NANOSECONDS);
    }

    private long nowNs()
    {
        return nowNs;
    }

    private void ignore(long[] order, long sequence, boolean endOfBatch)
    {
        // counted all the same
    }
}
