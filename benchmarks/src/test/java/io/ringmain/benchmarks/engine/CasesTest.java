package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;

class CasesTest
{
    private static List<Case<Setup>> cases(int cpus)
    {
        return new Cases(cpus, WaitChoice.BEST, OptionalInt.empty()).all();
    }

    private static Case<Setup> named(String name)
    {
        return cases(2).stream().filter(question -> question.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldAskWhatWasPromised()
    {
        List<String> names = cases(2).stream().map(Case::name).toList();

        for (String topology : List.of("unicast", "unicast-batched", "pipeline", "multicast", "diamond",
                "three-producers"))
        {
            assertTrue(names.contains(topology), topology);
            assertTrue(names.contains(topology + "-auto"), topology);
        }
        assertTrue(
                names.containsAll(List.of("small-ring", "unicast-after-others", "latency-100k-threads-p50",
                        "latency-100k-threads-p99.9", "paper-latency-min", "paper-latency-p99.99", "idle-cpu",
                        "start-to-first-event")));
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void shouldCompareEachThroughputWithTheDisruptorAndWithQueues()
    {
        for (Case<Setup> question : cases(2))
        {
            if (question.metric().equals("throughput"))
            {
                Set<String> peers = new HashSet<>(question.peers().stream().map(Contestant::name).toList());
                assertTrue(peers.containsAll(List.of("disruptor", "array-blocking-queue")), question.name());
            }
        }
    }

    @Test
    void shouldMeetTheHarderPeerOnASmallRing()
    {
        Contestant<Setup> disruptor = named("small-ring").peers().get(0);

        assertEquals("disruptor", disruptor.name());
        assertEquals(Arrangement.TOGETHER, disruptor.candidates().get(0).arrangement());
        assertEquals(1_024, disruptor.candidates().get(0).ring());
    }

    @Test
    void shouldSpinOnlyWhereEachThreadHasACpu()
    {
        assertEquals(List.of(Waits.YIELD, Waits.SPIN), waits(named("unicast").peers().get(0)));
        assertEquals(List.of(Waits.YIELD, Waits.BACKOFF), waits(named("pipeline").peers().get(0)));
        assertTrue(cases(1).stream().filter(question -> question.metric().equals("throughput"))
                .noneMatch(question -> waits(question.ringmain()).contains(Waits.SPIN)));
    }

    @Test
    void shouldGiveEverySideTheSameChoiceOfWaits()
    {
        Case<Setup> unicast = named("unicast");

        assertEquals(waits(unicast.ringmain()), waits(unicast.peers().get(0)));
    }

    @Test
    void shouldLetTheDisruptorBlockTooWhereLatencyCounts()
    {
        Case<Setup> latency = named("latency-100k-threads-p50");

        assertEquals(List.of(Waits.YIELD, Waits.BACKOFF), waits(latency.ringmain()));
        assertEquals(List.of(Waits.YIELD, Waits.BACKOFF, Waits.DEFAULT), waits(latency.peers().get(0)));
    }

    @Test
    void shouldCompareThePapersLatencyAsPublished()
    {
        Case<Setup> question = named("paper-latency-mean");

        assertEquals(List.of("disruptor", "array-blocking-queue"),
                question.peers().stream().map(Contestant::name).toList());
        assertEquals(32_768, question.ringmain().candidates().get(0).ring());
    }

    @Test
    void shouldSpinAsThePapersThreadsDidWhereEachHasACpu()
    {
        assertEquals(List.of(Waits.YIELD), paperWaits(3));
        assertEquals(List.of(Waits.SPIN), paperWaits(4));
    }

    private static List<Waits> paperWaits(int cpus)
    {
        Case<Setup> question = cases(cpus).stream().filter(each -> each.name().equals("paper-latency-mean"))
                .findFirst().orElseThrow();
        return waits(question.peers().get(0));
    }

    private static List<Waits> waits(Contestant<Setup> side)
    {
        return side.candidates().stream().map(Setup::waits).toList();
    }

    @Test
    void shouldCompareWithJetWhereverEveryPeerRuns()
    {
        for (String name : List.of("unicast", "pipeline", "multicast", "diamond", "three-producers",
                "latency-100k-threads-p50"))
        {
            assertTrue(named(name).peers().stream().map(Contestant::name).anyMatch("hazelcast-jet"::equals), name);
        }
    }

    @Test
    void shouldTryJetParkedAndSpinning()
    {
        Contestant<Setup> jet = named("pipeline").peers().stream().filter(peer -> peer.name().equals("hazelcast-jet"))
                .findFirst().orElseThrow();

        assertEquals(List.of(Waits.PARK, Waits.SPIN), waits(jet));
    }

    @Test
    void shouldKeepTheSmallRingSmallWhateverRingIsAskedFor()
    {
        List<Case<Setup>> cases = new Cases(2, WaitChoice.YIELD, OptionalInt.of(8_192)).all();

        for (Case<Setup> question : cases)
        {
            if (question.metric().equals("throughput"))
            {
                int ring = question.ringmain().candidates().get(0).ring();
                assertEquals(question.name().equals("small-ring") ? 1_024 : 8_192, ring, question.name());
            }
        }
    }

    @Test
    void shouldPassASetupToAForkUnchanged()
    {
        for (Case<Setup> question : cases(2))
        {
            for (Setup setup : question.ringmain().candidates())
            {
                assertEquals(setup, Setup.parse(setup.arguments()));
            }
        }
    }

    @Test
    void shouldTakeLessThanAnHourInAll()
    {
        Set<Setup> setups = new HashSet<>();
        cases(2).forEach(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream())
                .forEach(side -> setups.addAll(side.candidates())));

        double plannedS = 5 * setups.stream().mapToDouble(setup -> setup.seconds(false)).sum();

        assertTrue(plannedS < 60 * 60, plannedS + " s");
    }
}
