package io.ringmain.benchmarks.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.publish.Difference.Verdict;
import io.ringmain.benchmarks.report.Unit;

class DifferenceTest
{
    @Test
    void shouldSayFasterWhereEveryForkIsFarApart()
    {
        Difference difference = Difference.of(Unit.MILLION_EVENTS_PER_SECOND, List.of(100.0, 102.0, 98.0),
                List.of(200.0, 203.0, 198.0));

        assertEquals(Verdict.FASTER, difference.verdict());
        assertEquals(2, difference.times(), 0.02);
        assertTrue(difference.least() < 2 && difference.most() > 2, difference::text);
    }

    @Test
    void shouldCallLessLatencyFaster()
    {
        assertEquals(Verdict.FASTER, Difference
                .of(Unit.NANOSECONDS, List.of(1_000.0, 1_010.0, 990.0), List.of(500.0, 505.0, 495.0)).verdict());
        assertEquals(Verdict.SLOWER, Difference
                .of(Unit.NANOSECONDS, List.of(500.0, 505.0, 495.0), List.of(1_000.0, 1_010.0, 990.0)).verdict());
    }

    @Test
    void shouldSeeNoDifferenceInTwoForksThatVary()
    {
        assertEquals(Verdict.NONE, Difference
                .of(Unit.MILLION_EVENTS_PER_SECOND, List.of(100.0, 130.0), List.of(150.0, 120.0)).verdict());
    }

    @Test
    void shouldHaveTheEndsOfTheIntervalThatTablesOfStudentsTGive()
    {
        // means 0 and 1, variances 1 each of three: error sqrt(2/3), four degrees, t(0.995, 4) = 4.6041
        List<Double> first = List.of(Math.exp(-1), 1.0, Math.exp(1));
        List<Double> second = List.of(1.0, Math.exp(1), Math.exp(2));

        Difference difference = Difference.of(Unit.MILLION_EVENTS_PER_SECOND, first, second);

        assertEquals(Math.exp(1 - 4.6041 * Math.sqrt(2.0 / 3)), difference.least(), 1e-4);
        assertEquals(Math.exp(1 + 4.6041 * Math.sqrt(2.0 / 3)), difference.most(), 1e-2);
    }

    @Test
    void shouldSeldomSeeADifferenceWhereThereIsNone()
    {
        SplittableRandom random = new SplittableRandom(7);
        int seen = 0;
        for (int i = 0; i < 2_000; i++)
        {
            List<Double> first = new ArrayList<>();
            List<Double> second = new ArrayList<>();
            for (int fork = 0; fork < 3; fork++)
            {
                first.add(100 * Math.exp(0.1 * random.nextGaussian()));
                second.add(100 * Math.exp(0.1 * random.nextGaussian()));
            }
            seen += Difference.of(Unit.NANOSECONDS, first, second).verdict() == Verdict.NONE ? 0 : 1;
        }

        // one in a hundred is what is asked for
        assertTrue(seen < 40, () -> "false alarms");
    }

    @Test
    void shouldNotSayAnythingOfASingleFork()
    {
        assertFalse(Difference.canBeTold(List.of(1.0), List.of(1.0, 2.0)));
        assertFalse(Difference.canBeTold(List.of(0.0, 1.0), List.of(1.0, 2.0)));
        assertTrue(Difference.canBeTold(List.of(1.0, 1.0), List.of(1.0, 2.0)));
    }
}
