package io.ringmain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Role;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;

class ChainTest
{
    @Test
    void shouldFuseASequenceWhenItSharesALane()
    {
        assertEquals(List.of("a b c"), chains(stage("a", "x"), stage("b", "x", "a"), stage("c", "x", "b")));
    }

    @Test
    void shouldFuseADiamondWhenItSharesALane()
    {
        assertEquals(List.of("a b c d"),
                chains(stage("a", "x"), stage("b", "x", "a"), stage("c", "x", "a"), stage("d", "x", "b", "c")));
    }

    @Test
    void shouldFuseParallelStagesWhenBothReadTheHead()
    {
        assertEquals(List.of("a b"), chains(stage("a", "x"), stage("b", "x")));
    }

    @Test
    void shouldNotFuseBehindABatchingStage()
    {
        Stage journal = new Stage("journal", "p", List.of(), "x", new Role.Batch(), FailurePolicy.halt(), 0, true);

        assertEquals(List.of("journal", "after"), chains(journal, stage("after", "x", "journal")));
    }

    @Test
    void shouldFuseABatchingStageBehindOthers()
    {
        Stage send = new Stage("send", "p", List.of("a"), "x", new Role.Batch(), FailurePolicy.halt(), 0, true);

        assertEquals(List.of("a send"), chains(stage("a", "x"), send));
    }

    @Test
    void shouldNotFuseWhenAnotherLaneLiesBetween()
    {
        assertEquals(List.of("a", "c", "b"), chains(stage("a", "x"), stage("b", "y", "a"), stage("c", "x", "b")));
    }

    /** Fused behind "after-b", "head" would wait for "b", which waits for "head". */
    @Test
    void shouldNotFuseTheHeadBehindAStageThatWaitsForAnotherLane()
    {
        assertEquals(List.of("head", "after-b", "b"),
                chains(stage("head", "x"), stage("b", "y", "head"), stage("after-b", "x", "b")));
        assertEquals(List.of("a", "late", "head"),
                chains(stage("a", "y"), stage("late", "x", "a"), stage("head", "x")));
    }

    private static List<String> chains(Stage... stages)
    {
        List<Lane> lanes = Arrays.stream(stages).map(Stage::lane).distinct()
                .map(lane -> new Lane(lane, IdlePolicy.YIELD, Lane.ANY_CPU)).toList();
        return Chain.of(new Graph("p", List.of(new Ring("p", 64, false)), List.of(stages), lanes)).stream()
                .map(chain -> String.join(" ", chain.stages().stream().map(Stage::name).toList())).toList();
    }

    private static Stage stage(String name, String lane, String... after)
    {
        return new Stage(name, "p", List.of(after), lane, new Role.Handle(), FailurePolicy.halt(), 0, false);
    }
}
