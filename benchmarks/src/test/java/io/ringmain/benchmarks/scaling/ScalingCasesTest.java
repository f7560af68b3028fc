package io.ringmain.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ringmain.benchmarks.fork.Case;

class ScalingCasesTest
{
    @Test
    void shouldAskForTwiceAsManyLanesAsCpusAndSixteenAtMost()
    {
        assertEquals(List.of(1, 2), new ScalingCases(1).lanes());
        assertEquals(List.of(1, 2, 3, 4), new ScalingCases(2).lanes());
        assertEquals(List.of(1, 2, 3, 4, 6, 8), new ScalingCases(4).lanes());
        assertEquals(List.of(1, 2, 3, 4, 6, 8, 12, 16), new ScalingCases(64).lanes());
    }

    @Test
    void shouldPassARunToAForkUnchanged()
    {
        new ScalingCases(4).all().forEach(question -> question.ringmain().candidates()
                .forEach(run -> assertEquals(run, ScalingRun.parse(run.arguments()))));
    }

    @Test
    void shouldMeetTheDisruptorWithAsManyConsumersAndTheWorkAloneOnce()
    {
        for (Case<ScalingRun> question : new ScalingCases(2).all())
        {
            List<ScalingRun> peers = question.peers().stream().flatMap(peer -> peer.candidates().stream()).toList();
            int lanes = question.ringmain().candidates().get(0).lanes();
            if (question.metric().equals(Passes.THROUGHPUT))
            {
                assertTrue(peers.contains(new ScalingRun(Sharing.DISRUPTOR_BLOCKING, lanes)), question.name());
                assertEquals(lanes == 1, peers.contains(new ScalingRun(Sharing.SAME_THREAD, 1)), question.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void shouldTakeSomeMinutes(int cpus)
    {
        Set<ScalingRun> runs = new HashSet<>();
        new ScalingCases(cpus).all()
                .forEach(question -> Stream.concat(Stream.of(question.ringmain()), question.peers().stream())
                        .forEach(side -> runs.addAll(side.candidates())));

        double plannedS = 5 * runs.stream().mapToDouble(run -> run.seconds(false)).sum();

        assertTrue(plannedS < 10 * 60, plannedS + " s");
    }

    @Test
    void shouldShareOutKeysAboutEvenly()
    {
        assertEquals(1, ScalingVerb.largestShare(1));
        assertEquals(0.5, ScalingVerb.largestShare(2), 0.005);
        assertEquals(0.25, ScalingVerb.largestShare(4), 0.01);
    }
}
