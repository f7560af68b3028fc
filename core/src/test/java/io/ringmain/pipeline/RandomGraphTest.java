package io.ringmain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;

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
            assertEquals(model.expected(node), node.seen(), () -> node.name() + " of " + model.describe());
            StageStats stats = model.stats().stage(node.name());
            assertEquals(model.expected(node).size(), stats.get(StageCounter.EVENTS));
            assertEquals(node.filters() ? model.drops(node) : 0, stats.get(StageCounter.FILTERED));
            assertEquals(node.skips() ? model.drops(node) : 0, stats.get(StageCounter.SKIPPED));
            assertEquals(model.expected(node).size(), model.latencyCount(node));
        }
        assertEquals(model.events() + model.emitted(), account.published());
        assertEquals(model.nodes().stream().filter(GraphModel.Node::skips).mapToLong(model::drops).sum(),
                account.skipped());
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
            List<Long> expected = model.expected(node);
            assertEquals(expected.subList(0, Math.min(node.seen().size(), expected.size())), node.seen(),
                    () -> node.name() + " of " + model.describe());
        }
    }
}
