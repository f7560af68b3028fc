package io.ringmain.benchmarks.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.report.Unit;

class InterleavingTest
{
    private static final FakeRun OURS = FakeRun.of("unicast", "spin");
    private static final FakeRun OURS_ELSEWHERE = FakeRun.of("diamond", "spin");
    private static final FakeRun THEIRS = FakeRun.of("unicast", "block");
    private static final FakeRun RARE = new FakeRun("rare", "", 2, "");

    private final Interleaving<FakeRun> interleaving = new Interleaving<>(
            runs(List.of(), List.of(question(OURS, THEIRS), question(OURS_ELSEWHERE), question(RARE),
                    question(OURS, FakeRun.of("unicast", "yield")))),
            7, false);

    private static Set<FakeRun> runs(List<String> sides, List<Case<FakeRun>> cases)
    {
        return cases.stream().flatMap(question -> question.runs(sides))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<FakeRun> order(int round)
    {
        return interleaving.turns().stream().filter(turn -> turn.round() == round).map(Interleaving.Turn::run)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Case<FakeRun> question(FakeRun ours, FakeRun... theirs)
    {
        return new Case<>("name", "group", "metric", Unit.NANOSECONDS, true,
                new Contestant<>("ringmain", List.of(ours)),
                List.of(new Contestant<>("peer", List.of(theirs))));
    }

    @Test
    void shouldRunEachOnceARoundThoughSeveralCasesNeedIt()
    {
        assertEquals(1, Collections.frequency(order(1), OURS));
        assertEquals(5, order(1).size());
    }

    @Test
    void shouldRunOnlyTheSidesThatAreWanted()
    {
        assertEquals(Set.of(THEIRS), runs(List.of("peer"), List.of(question(OURS, THEIRS), question(RARE))));
    }

    @Test
    void shouldRunWhatIsComparedOneAfterTheOther()
    {
        List<String> met = new ArrayList<>();
        order(1).forEach(run -> met.add(run.neighbourhood()));

        assertEquals(List.of("unicast", "unicast", "unicast", "diamond", "rare"), met);
    }

    @Test
    void shouldGoBackwardsEveryOtherRound()
    {
        List<FakeRun> backwards = order(1);
        Collections.reverse(backwards);

        assertEquals(backwards, order(2));
    }

    @Test
    void shouldEndAChapterBeforeTheNextBegins()
    {
        FakeRun apart = new FakeRun("unicast", "", 7, "broker");

        List<Interleaving.Turn<FakeRun>> turns = new Interleaving<>(runs(List.of(), List.of(question(apart, OURS))), 2,
                false).turns();

        assertEquals(List.of(new Interleaving.Turn<>(1, apart, true), new Interleaving.Turn<>(2, apart, true),
                new Interleaving.Turn<>(1, OURS, true), new Interleaving.Turn<>(2, OURS, true)), turns);
    }

    @Test
    void shouldLeaveOutWhatRunsInFewerRounds()
    {
        assertEquals(4, order(3).size());
        assertEquals((4 * 7 + 2) * FakeRun.SECONDS, interleaving.plannedSeconds());
    }

    @Test
    void shouldEstimateByThePlanAndThenByThePace()
    {
        assertEquals(100, Interleaving.left(100, 0, 0));
        assertEquals(100, Interleaving.left(100, 50, 100));
    }
}
