package io.ringmain.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.lane.IdlePolicy;

/** Each sentence that tells what is wrong with a graph. */
class GraphProblemsTest
{
    private static final List<Ring> ONE = List.of(new Ring("a", 64, false));
    private static final List<Ring> TWO = List.of(new Ring("a", 64, false), new Ring("b", 64, true));

    @Test
    void shouldNameTheRingAndTheNextCapacityWhenOneOfSeveralIsNoPowerOfTwo()
    {
        assertEquals(List.of("ring \"b\": capacity is 48: it must be a power of two of at least 2, such as 64"),
                problems(List.of(new Ring("a", 64, false), new Ring("b", 48, false)), handle("x", "a"),
                        handle("y", "b")));
        assertEquals(List.of("capacity is 0: it must be a power of two of at least 2"),
                problems(List.of(new Ring("a", 0, false)), handle("x", "a")));
    }

    @Test
    void shouldTellOfARingThatNothingEmptiesAndOfTwoOfOneName()
    {
        assertEquals(List.of("ring \"b\" has no stage: nothing would take events out of it"),
                problems(TWO, handle("x", "a")));
        assertEquals(List.of("two rings are named \"a\""),
                problems(List.of(ONE.get(0), ONE.get(0)), handle("x", "a")));
    }

    @Test
    void shouldTellWhoFillsARingThatWasToHaveASinglePublisher()
    {
        assertEquals(
                List.of("ring \"b\": it was described as having a single publisher, but 2 stages fill it: x, y; " +
                        "leave out singlePublisher()"),
                problems(TWO, emit("x", "a", "b"), emit("y", "a", "b"), handle("z", "b")));
    }

    @Test
    void shouldTellOfARingThatIsNotOfThisPipeline()
    {
        assertEquals(List.of("stage \"x\" emits into ring \"c\", which belongs to another pipeline; describe it with " +
                "ring(...) of this one"), problems(ONE, emit("x", "a", "c")));
    }

    @Test
    void shouldTellOfAStageThatWaitsForOneOfAnotherRing()
    {
        assertEquals(List.of("stage \"y\" of ring \"b\" comes after \"x\" of ring \"a\"; a stage can wait for stages " +
                "of its own ring only"),
                problems(TWO, handle("x", "a"), stage("y", "b", new Role.Handle(), FailurePolicy.halt(), 0, "x")));
    }

    @Test
    void shouldTellOfRingsThatFillEachOther()
    {
        assertEquals(List.of("these stages wait for each other in a cycle: x, y"),
                problems(TWO, emit("x", "a", "b"), emit("y", "b", "a")));
        assertEquals(List.of("these stages wait for each other in a cycle: x"), problems(ONE, emit("x", "a", "a")));
    }

    @Test
    void shouldTellWhichPolicyDoesNotFitItsStage()
    {
        assertEquals(
                List.of("stage \"x\" batches, so a failure concerns events that it took before: it can only halt"),
                problems(ONE, stage("x", "a", new Role.Batch(), FailurePolicy.skip(), 0)));
        assertEquals(List.of("stage \"x\" emits, and would emit twice when it rewinds; use retry"),
                problems(TWO, stage("x", "a", new Role.Emit("b"), new FailurePolicy.Rewind<>(1, Duration.ZERO), 0),
                        handle("y", "b")));
    }

    @Test
    void shouldTellOfRetriesAndRewindsThatCannotBe()
    {
        assertEquals(
                List.of("stage \"x\" retries 0 times after PT0S: it must be at least once, after no negative pause"),
                problems(FailurePolicy.retry(0, Duration.ZERO)));
        assertEquals(
                List.of("stage \"x\" rewinds 1 times after PT-1S: it must be at least once, after no negative pause"),
                problems(new FailurePolicy.Rewind<>(1, Duration.ofSeconds(-1))));
        assertEquals(
                List.of("stage \"x\" retries, then retries: after the last retry it can halt, skip or dead-letter"),
                problems(FailurePolicy.retry(1, Duration.ZERO, FailurePolicy.retry(1, Duration.ZERO))));
        assertEquals(
                List.of("stage \"x\" retries, then rewinds: after the last retry it can halt, skip or dead-letter"),
                problems(FailurePolicy.retry(1, Duration.ZERO, new FailurePolicy.Rewind<>(1, Duration.ZERO))));
    }

    @Test
    void shouldTellOfALiveOnlyStageWhoseMutingWouldShowOthersMoreThanTheySawLive()
    {
        assertEquals(
                List.of("stage \"x\" is a filter and live-only: muted in a replay, it would let pass what it drops " +
                        "live; leave out liveOnly()",
                        "stage \"y\" is live-only and drops events that it fails on: muted in a replay, it would let " +
                                "them pass to z; let it halt, or let nothing come after it"),
                problems(ONE, liveOnly("x", new Role.Filter(), FailurePolicy.halt()),
                        liveOnly("y", new Role.Handle(), FailurePolicy.skip()),
                        stage("z", "a", new Role.Handle(), FailurePolicy.halt(), 0, "y")));
    }

    @Test
    void shouldAcceptLiveOnlyStagesThatNobodyMisses()
    {
        Graph graph = graph(TWO, liveOnly("last", new Role.Handle(), FailurePolicy.skip()),
                liveOnly("out", new Role.Emit("b"), FailurePolicy.halt()),
                liveOnly("s-0", new Role.Shard("s", 0, 1), FailurePolicy.halt()),
                stage("behind", "a", new Role.Handle(), FailurePolicy.halt(), 0, "out", "s-0"), handle("y", "b"));

        assertEquals(3, graph.stages().stream().filter(Stage::liveOnly).count());
    }

    @Test
    void shouldTellOfATimeoutBelowZero()
    {
        assertEquals(List.of("stage \"x\" has a timeout of -5 ns: it must not be negative"),
                problems(ONE, stage("x", "a", new Role.Handle(), FailurePolicy.halt(), -5)));
    }

    @Test
    void shouldPutThePipelineAndEverySentenceIntoTheMessage()
    {
        GraphException thrown = assertThrows(GraphException.class, () -> graph(ONE, emit("x", "a", "c")));

        assertEquals("pipeline \"p\" cannot run:\n  - " + thrown.problems().get(0), thrown.getMessage());
    }

    @Test
    void shouldDrawSeveralRingsWithWhatFillsThemAndHowStagesFail()
    {
        Graph graph = graph(TWO, emit("split", "a", "b"),
                stage("keep", "a", new Role.Filter(), FailurePolicy.retry(2, Duration.ZERO, FailurePolicy.skip()), 0,
                        "split"),
                stage("s-0", "b", new Role.Shard("s", 0, 2), FailurePolicy.skip(), 0),
                stage("s-1", "b", new Role.Shard("s", 1, 2), FailurePolicy.deadLetter(letter ->
                {}), 0));

        assertEquals("""
                p: ring a of 64 slots, ring b of 64 slots, 4 stages on 4 lanes
                  ring a -> split   lane split (yield), emits into b
                  split  -> keep    lane keep (yield), filters, retries 2 times, then skips failures
                  ring b -> s-0     lane s-0 (yield), shard 1 of 2, skips failures
                  ring b -> s-1     lane s-1 (yield), shard 2 of 2, failures to dead letters
                """, graph.text());
        assertEquals("""
                flowchart LR
                    ring(["a<br/>ring of 64"])
                    ring1(["b<br/>ring of 64"])
                    subgraph lane0["lane split"]
                        stage0["split"]
                    end
                    subgraph lane1["lane keep"]
                        stage1{"keep"}
                    end
                    subgraph lane2["lane s-0"]
                        stage2["s-0"]
                    end
                    subgraph lane3["lane s-1"]
                        stage3["s-1"]
                    end
                    ring --> stage0
                    stage0 ==> ring1
                    stage0 --> stage1
                    ring1 --> stage2
                    ring1 --> stage3
                """, graph.mermaid());
        assertEquals(List.of("a", "b"), graph.drainOrder().stream().map(Ring::name).toList());
    }

    private static List<String> problems(FailurePolicy<?> policy)
    {
        return problems(ONE, stage("x", "a", new Role.Handle(), policy, 0));
    }

    private static List<String> problems(List<Ring> rings, Stage... stages)
    {
        return assertThrows(GraphException.class, () -> graph(rings, stages)).problems();
    }

    private static Graph graph(List<Ring> rings, Stage... stages)
    {
        return new Graph("p", rings, List.of(stages), Arrays.stream(stages)
                .map(stage -> new Lane(stage.lane(), IdlePolicy.YIELD, Lane.ANY_CPU)).toList());
    }

    private static Stage liveOnly(String name, Role role, FailurePolicy<?> policy)
    {
        return new Stage(name, "a", List.of(), name, role, policy, 0, true);
    }

    private static Stage handle(String name, String ring)
    {
        return stage(name, ring, new Role.Handle(), FailurePolicy.halt(), 0);
    }

    private static Stage emit(String name, String ring, String into)
    {
        return stage(name, ring, new Role.Emit(into), FailurePolicy.halt(), 0);
    }

    private static Stage stage(String name, String ring, Role role, FailurePolicy<?> policy, long timeoutNs,
            String... after)
    {
        return new Stage(name, ring, List.of(after), name, role, policy, timeoutNs, false);
    }
}
