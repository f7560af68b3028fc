package io.ringmain.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.lane.IdlePolicy;

class GraphTest
{
    @Test
    void shouldOrderStagesAfterWhatTheyDependOnWhenDeclaredBackwards()
    {
        Graph graph = graph(64, stage("out", "match"), stage("match", "journal", "validate"), stage("journal"),
                stage("validate"));

        assertEquals(List.of("journal", "validate", "match", "out"), graph.stages().stream().map(Stage::name).toList());
    }

    @Test
    void shouldReportEveryProblemAtOnceWhenSeveralThingsAreWrong()
    {
        GraphException thrown = assertThrows(GraphException.class,
                () -> new Graph("p", List.of(new Ring("p", 100, false)),
                        List.of(stage("a", "nobody"), stage("a"), stage(" ")),
                        List.of(new Lane("a", IdlePolicy.PARK, Lane.ANY_CPU),
                                new Lane("a", IdlePolicy.YIELD, Lane.ANY_CPU),
                                new Lane("spare", IdlePolicy.YIELD, Lane.ANY_CPU))));

        assertEquals(List.of("capacity is 100: it must be a power of two of at least 2, such as 128",
                "two stages are named \"a\"", "a stage has a blank name",
                "stage \"a\" comes after \"nobody\", which does not exist; there are: \"a\", \"a\", \" \"",
                "lane \"a\" is described twice, with different idle policies or CPUs",
                "lane \"spare\" runs no stage", "stage \" \" runs on lane \" \", which is not declared"),
                thrown.problems());
    }

    @Test
    void shouldNameTheStagesWhenTheyWaitForEachOther()
    {
        GraphException thrown = assertThrows(GraphException.class,
                () -> graph(64, stage("in"), stage("a", "b"), stage("b", "c", "in"), stage("c", "a")));

        assertEquals(List.of("these stages wait for each other in a cycle: a, b, c"), thrown.problems());
    }

    @Test
    void shouldTellOfACycleTogetherWithEverythingElse()
    {
        GraphException thrown = assertThrows(GraphException.class,
                () -> graph(63, stage("a", "b"), stage("b", "a"), stage("c", "nobody")));

        assertEquals(List.of("capacity is 63: it must be a power of two of at least 2, such as 64",
                "stage \"c\" comes after \"nobody\", which does not exist; there are: \"a\", \"b\", \"c\"",
                "these stages wait for each other in a cycle: a, b"), thrown.problems());
    }

    @Test
    void shouldRefuseAStageThatWaitsForItself()
    {
        GraphException thrown = assertThrows(GraphException.class, () -> graph(64, stage("a", "a")));

        assertEquals(List.of("these stages wait for each other in a cycle: a"), thrown.problems());
    }

    @Test
    void shouldRefuseAGraphWithoutStages()
    {
        GraphException thrown = assertThrows(GraphException.class, () -> graph(64));

        assertEquals(List.of("it has no stage: nothing would take events out of the ring"), thrown.problems());
    }

    @Test
    void shouldDrawItselfAsTextAndMermaid()
    {
        Graph graph = graph(64, stage("journal"), stage("match", "journal"));

        assertEquals("""
                p: ring of 64 slots, 2 stages on 2 lanes
                  ring    -> journal   lane journal (yield)
                  journal -> match     lane match (yield)
                """, graph.text());
        assertEquals("""
                flowchart LR
                    ring(["p<br/>ring of 64"])
                    subgraph lane0["lane journal"]
                        stage0["journal"]
                    end
                    subgraph lane1["lane match"]
                        stage1["match"]
                    end
                    ring --> stage0
                    stage0 --> stage1
                """, graph.mermaid());
    }

    private static Graph graph(int capacity, Stage... stages)
    {
        return new Graph("p", List.of(new Ring("p", capacity, false)), List.of(stages),
                Arrays.stream(stages).map(stage -> new Lane(stage.lane(), IdlePolicy.YIELD, Lane.ANY_CPU)).toList());
    }

    private static Stage stage(String name, String... after)
    {
        return new Stage(name, "p", List.of(after), name, new Role.Handle(), FailurePolicy.halt(), 0, false);
    }
}
