package io.ringmain.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;

class KafkaCasesTest
{
    private final List<Case<KafkaRun>> cases = KafkaCases.all();

    private Case<KafkaRun> named(String name)
    {
        return cases.stream().filter(question -> question.name().equals(name)).findFirst().orElseThrow();
    }

    private double askedOf(String name, String peer)
    {
        return named(name).peers().stream().filter(side -> side.name().equals(peer)).map(Contestant::asked).findFirst()
                .orElseThrow().orElseThrow();
    }

    private Stream<KafkaRun> runs()
    {
        return cases.stream()
                .flatMap(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream()))
                .flatMap(side -> side.candidates().stream()).distinct();
    }

    @Test
    void shouldAskForWhatWasPromised()
    {
        assertEquals(0.95, askedOf("pass-at-least-once", "bare-loop"));
        assertEquals(1, askedOf("pass-exactly-once", "transactional-loop"));
        assertEquals(1.15, askedOf("pass-exactly-once", "streams"));
        assertEquals(3, askedOf("keyed-count", "streams-in-memory"));
        assertEquals(3, askedOf("packed", "bare-loop"));
        assertEquals(3, askedOf("latency-10k-p99", "streams"));
        assertEquals(256, named("pass-exactly-once-heap").ringmain().asked().orElseThrow());
        assertEquals(3_000, named("takeover").ringmain().asked().orElseThrow());
    }

    @Test
    void shouldTellTheBrokersCpuOfTheSameForks()
    {
        for (String name : List.of("pass-at-least-once", "pass-exactly-once", "keyed-count", "packed"))
        {
            Case<KafkaRun> side = named(name + "-cpu");
            Case<KafkaRun> broker = named(name + "-broker-cpu");

            assertEquals("broker-cpu", broker.metric());
            assertEquals(side.unit(), broker.unit());
            assertEquals(side.group(), broker.group());
            assertEquals(side.ringmain(), broker.ringmain());
            assertEquals(side.peers(), broker.peers());
        }
    }

    @Test
    void shouldGiveEveryCaseItsOwnName()
    {
        List<String> names = cases.stream().map(Case::name).toList();

        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void shouldPassARunToAForkUnchanged()
    {
        runs().forEach(run -> assertEquals(run, KafkaRun.parse(run.arguments())));
    }

    @Test
    void shouldLetBothSidesOfAnExactlyOnceCasePromiseTheSame()
    {
        for (String name : List.of("pass-exactly-once", "keyed-count", "takeover"))
        {
            Case<KafkaRun> question = named(name);

            assertTrue(Stream.concat(Stream.of(question.ringmain()), question.peers().stream())
                    .allMatch(side -> side.candidates().get(0).exactlyOnce()), name);
        }
    }

    @Test
    void shouldTakeAboutAnHourAndAHalfInAll()
    {
        double plannedS = 7 * runs().mapToDouble(run -> run.seconds(false)).sum();

        assertTrue(plannedS < 100 * 60, plannedS + " s");
    }
}
