package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ringmain.benchmarks.load.Percentiles;

@Timeout(120)
class PaperLatencyTest
{
    @ParameterizedTest
    @EnumSource(names = {"RINGMAIN", "DISRUPTOR", "QUEUE"})
    void shouldTellTheRowsOfThePapersTable(Engine engine) throws Exception
    {
        Setup setup = new Setup(Measure.LATENCY_AS_PUBLISHED, Topology.PIPELINE, engine, Arrangement.THREADS,
                engine.waitsAsTold() ? Waits.YIELD : Waits.NONE, 1_024);

        Map<String, List<Double>> figures = new PaperLatency().run(setup, new Effort(1, 1, 1, 5, 20, 1, 1));

        assertEquals(List.of("min", "mean", "p99", "p99.99", "max"), List.copyOf(figures.keySet()));
        assertTrue(figures.get("min").get(0) <= figures.get("mean").get(0));
        assertTrue(figures.get("mean").get(0) <= figures.get("max").get(0));
    }

    @Test
    void shouldTellWhatAHopTakesWithoutReadingTheClock()
    {
        Histogram latency = Percentiles.newHistogram();
        latency.recordValue(300);
        latency.recordValue(600);

        Map<String, List<Double>> figures = PaperLatency.byHop(latency, 25);

        assertEquals(75, figures.get("min").get(0));
        assertEquals(125, figures.get("mean").get(0), 1);
        assertEquals(175, figures.get("p99").get(0), 1);
        assertEquals(175, figures.get("max").get(0), 1);
    }
}
