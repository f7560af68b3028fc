package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lmax.disruptor.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** Every side comes to the right answer, and a wrong one is noticed. */
@Timeout(120)
class SidesTest
{
    private static final long EVENTS = 1_920;

    static List<Setup> throughput()
    {
        List<Setup> setups = new ArrayList<>();
        for (Topology topology : Topology.values())
        {
            for (Engine engine : Engine.values())
            {
                if (engine.has(topology) && engine != Engine.SAME_THREAD &&
                        (engine != Engine.VIRTUAL_THREADS || Runtime.version().feature() >= 21))
                {
                    setups.add(new Setup(Measure.THROUGHPUT, topology, engine, Arrangement.THREADS, Waits.YIELD,
                            1_024));
                }
            }
            for (Engine engine : List.of(Engine.RINGMAIN, Engine.DISRUPTOR))
            {
                setups.add(
                        new Setup(Measure.THROUGHPUT, topology, engine, Arrangement.TOGETHER, Waits.YIELD, 1_024));
            }
        }
        return setups;
    }

    @ParameterizedTest
    @MethodSource
    void throughput(Setup setup) throws Exception
    {
        try (Throughput throughput = new Throughput(setup))
        {
            assertTrue(throughput.pass(EVENTS) > 0);
            assertTrue(throughput.pass(EVENTS + 7) > 0);
        }
    }

    static List<Setup> latency()
    {
        return List.of(timed(Engine.RINGMAIN, Arrangement.THREADS), timed(Engine.RINGMAIN, Arrangement.TOGETHER),
                timed(Engine.DISRUPTOR, Arrangement.THREADS), timed(Engine.DISRUPTOR, Arrangement.TOGETHER),
                timed(Engine.SAME_THREAD, Arrangement.TOGETHER), timed(Engine.JCTOOLS, Arrangement.THREADS),
                timed(Engine.FLOW, Arrangement.THREADS), timed(Engine.HAZELCAST_JET, Arrangement.THREADS),
                timed(Engine.HAZELCAST_JET, Arrangement.THREADS).with(Waits.SPIN));
    }

    private static Setup timed(Engine engine, Arrangement arrangement)
    {
        return new Setup(Measure.LATENCY_100K, Topology.PIPELINE, engine, arrangement, Waits.YIELD, 1_024);
    }

    @ParameterizedTest
    @MethodSource
    void latency(Setup setup) throws Exception
    {
        Map<String, List<Double>> figures = OpenLoop.run(setup, new Effort(1, 1, 1, 5, 20, 1, 1));

        assertEquals(List.of("p50", "p99", "p99.9", "p99.99", "max"), List.copyOf(figures.keySet()));
        assertTrue(figures.get("p50").get(0) <= figures.get("max").get(0));
    }

    @Test
    void shouldNoticeAnEventThatWasLost() throws Exception
    {
        Work work = Topology.PIPELINE.newWork();
        EventHandler<BenchEvent> stages = work.inOne();
        BenchEvent event = new BenchEvent();

        event.value = 1;
        stages.onEvent(event, 0, true);

        assertThrows(WrongAnswer.class, () -> work.check(2));
    }

    @Test
    void shouldNoticeAStageThatWasPassedOver() throws Exception
    {
        Work work = Topology.DIAMOND.newWork();
        BenchEvent event = new BenchEvent();

        work.steps().get(0).handler().onEvent(event, 0, true);
        work.steps().get(2).handler().onEvent(event, 0, true);

        assertThrows(WrongAnswer.class, () -> work.check(1));
    }

    @Test
    void shouldFillAPassWithWholeBatches()
    {
        assertEquals(960, Throughput.eventsFor(0.001, 0.001));
        assertEquals(0, Throughput.eventsFor(123.4, 0.35) % (64 * 5 * 3));
    }
}
