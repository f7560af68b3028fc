package io.ringmain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class InterleavingTest
{
    private final List<Case> cases = new Cases(2, WaitChoice.BEST, OptionalInt.empty()).all();
    private final Interleaving interleaving = new Interleaving(cases, 7, Effort.FULL);

    @Test
    void shouldRunEachSetupOnceARoundThoughSeveralCasesNeedIt()
    {
        List<Setup> order = interleaving.order(1);

        assertEquals(order.size(), new HashSet<>(order).size());
        for (Case question : cases)
        {
            assertTrue(order.containsAll(question.ringmain().candidates()), question.name());
            question.peers().forEach(peer -> assertTrue(order.containsAll(peer.candidates()), question.name()));
        }
    }

    @Test
    void shouldRunTheSidesOfATopologyOneAfterTheOther()
    {
        List<Topology> met = new ArrayList<>();
        for (Setup setup : interleaving.order(1))
        {
            if (setup.measure() == Measure.THROUGHPUT &&
                    (met.isEmpty() || met.get(met.size() - 1) != setup.topology()))
            {
                met.add(setup.topology());
            }
        }

        assertEquals(met.size(), new HashSet<>(met).size());
    }

    @Test
    void shouldGoBackwardsEveryOtherRound()
    {
        List<Setup> backwards = interleaving.order(1);
        Collections.reverse(backwards);

        assertEquals(backwards, interleaving.order(2));
    }

    @Test
    void shouldEstimateByThePlanAndThenByThePace()
    {
        assertEquals(100, Interleaving.left(100, 0, 0));
        assertEquals(100, Interleaving.left(100, 50, 100));
    }

    @Test
    void shouldTakeLessThanHalfAnHourInAll()
    {
        assertTrue(interleaving.plannedSeconds() < 30 * 60, interleaving.plannedSeconds() + " s");
    }
}
