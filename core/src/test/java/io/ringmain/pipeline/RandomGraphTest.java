package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import io.ringmain.counter.StageCounter;
import io.ringmain.counter.StageStats;
import io.ringmain.failure.PipelineFailedException;

/**
 * What holds for every graph: each event reaches each stage once, in order, after all its predecessors, except what an
 * ancestor dropped. Checked event by event against {@link GraphModel}. A seed names a run, so that it can be run again.
 */
class RandomGraphTest
{
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Property(tries = 110, shrinking = ShrinkingMode.OFF)
    void shouldShowEveryStageExactlyTheEventsThatNoAncestorDropped(@ForAll long seed)
    {
        GraphModel model = new GraphModel(new Random(seed));

        Account account = assertTimeoutPreemptively(LIMIT, () -> model.run(false));

        assertEquals(List.of(), model.violations(), model::describe);
        assertTrue(account.complete(), () -> account + " of " + model.describe());
        for (GraphModel.Node node : model.nodes())
        {
            for (int member = 0; member < node.members(); member++)
            {
                checkAllOf(model, node, member);
            }
        }
        assertEquals(model.events() + model.emitted(), account.published());
        assertEquals(model.nodes().stream().filter(GraphModel.Node::skips).mapToLong(node -> IntStream
                .range(0, node.members()).mapToLong(member -> model.drops(node, member)).sum()).sum(),
                account.skipped());
    }

    private static void checkAllOf(GraphModel model, GraphModel.Node node, int member)
    {
        List<Long> expected = model.expected(node, member);
        long drops = model.drops(node, member);
        StageStats stats = model.stats().stage(node.name(member));

        assertEquals(model.bySource(node, expected), model.bySource(node, node.seen(member)),
                () -> node.name(member) + " of " + model.describe());
        assertEquals(expected.size(), stats.get(StageCounter.EVENTS));
        assertEquals(node.filters() ? drops : 0, stats.get(StageCounter.FILTERED));
        assertEquals(node.skips() ? drops : 0, stats.get(StageCounter.SKIPPED));
        assertEquals(node.skips() ? drops : node.rewinds(), stats.get(StageCounter.FAILURES));
        assertEquals(node.rewinds(), stats.get(StageCounter.RETRIES));
        assertEquals(expected.size(), model.latencyCount(node, member));
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void shouldReleaseEveryPublisherAndEndEveryLaneWhenAStageFailsAtARandomPoint(@ForAll long seed)
    {
        GraphModel model = new GraphModel(new Random(seed));

        PipelineFailedException thrown = assertTimeoutPreemptively(LIMIT,
                () -> assertThrows(PipelineFailedException.class, () -> model.run(true)));

        assertTrue(thrown.getMessage().contains("planned"), thrown::getMessage);
        assertEquals(List.of(), model.violations(), model::describe);
        for (GraphModel.Node node : model.nodes())
        {
            for (int member = 0; member < node.members(); member++)
            {
                checkFirstOf(model, node, member);
            }
        }
    }

    private static void checkFirstOf(GraphModel model, GraphModel.Node node, int member)
    {
        List<List<Long>> expected = model.bySource(node, model.expected(node, member));
        List<List<Long>> seen = model.bySource(node, node.seen(member));
        for (int source = 0; source < expected.size(); source++)
        {
            List<Long> its = seen.get(source);
            assertEquals(expected.get(source).subList(0, Math.min(its.size(), expected.get(source).size())), its,
                    () -> node.name(member) + " of " + model.describe());
        }
    }
}
