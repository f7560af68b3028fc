package io.ringmain.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** Every side comes to the right answer, and a wrong one is noticed. */
@Timeout(60)
class LanesTest
{
    static List<ScalingRun> runs()
    {
        List<ScalingRun> runs = new ArrayList<>(List.of(new ScalingRun(Sharing.SAME_THREAD, 1)));
        for (int lanes : new int[] {1, 2, 3})
        {
            EnumSet.complementOf(EnumSet.of(Sharing.SAME_THREAD))
                    .forEach(sharing -> runs.add(new ScalingRun(sharing, lanes)));
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldHandleEveryEventOnce(ScalingRun run)
    {
        Map<String, List<Double>> figures = Passes.run(run, new ScalingEffort(5, 2, 5));

        assertEquals(2, figures.get(Passes.THROUGHPUT).size());
        assertTrue(figures.get(Passes.THROUGHPUT).stream().allMatch(rate -> rate > 0));
        assertEquals(run.sharing() == Sharing.RINGMAIN, figures.containsKey(Passes.IN_RING));
    }

    @Test
    void shouldNoticeAnEventThatWasHandledTwiceInsteadOfAnother()
    {
        Tally tally = new Tally(2);

        tally.add(0, KeyedWork.of(0));
        tally.add(1, KeyedWork.of(1));
        tally.check(2);
        tally.add(0, KeyedWork.of(1));

        assertThrows(WrongAnswer.class, () -> tally.check(2));
        assertThrows(WrongAnswer.class, () -> tally.check(3));
    }

    @Test
    void shouldKnowTheResultsOfAllNumbersWithoutMakingThem()
    {
        long results = 0;
        for (long number = 0; number < 1_001; number++)
        {
            results ^= KeyedWork.of(number);
        }

        assertEquals(results, KeyedWork.ofAll(1_001));
    }
}
