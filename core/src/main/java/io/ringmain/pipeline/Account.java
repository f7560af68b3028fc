package io.ringmain.pipeline;

import java.util.List;

import io.ringmain.counter.PipelineStats;
import io.ringmain.counter.RingStats;
import io.ringmain.counter.StageCounter;

/**
 * What became of every event when a pipeline was closed, added up over its rings.
 *
 * @param published    events that were published, those included whose filling threw, and those that stages emitted
 * @param handled      of these, how many every stage of their ring is done with
 * @param dropped      events that publishers dropped at a full ring, and that were never published
 * @param skipped      times a stage skipped an event that it failed on
 * @param deadLettered times a stage handed an event that it failed on to dead letters
 * @param stuckLanes   lanes that had not ended by the deadline, each with its thread's stack; empty when all is well
 */
public record Account(long published, long handled, long dropped, long skipped, long deadLettered,
        List<String> stuckLanes)
{
    static Account of(PipelineStats stats, List<String> stuckLanes)
    {
        long published = stats.rings().stream().mapToLong(RingStats::publishedEvents).sum();
        long depth = stats.rings().stream().mapToLong(RingStats::depthEvents).sum();
        long dropped = stats.rings().stream().mapToLong(RingStats::droppedEvents).sum();
        return new Account(published, published - depth, dropped, sum(stats, StageCounter.SKIPPED),
                sum(stats, StageCounter.DEAD_LETTERED), List.copyOf(stuckLanes));
    }

    /**
     * Events that at least one stage had not handled when the lanes ended.
     *
     * @return 0 after a complete drain
     */
    public long leftBehind()
    {
        return published - handled;
    }

    /**
     * Whether everything published was handled and every thread has ended.
     *
     * @return false when something is left to be explained
     */
    public boolean complete()
    {
        return leftBehind() == 0 && stuckLanes.isEmpty();
    }

    IllegalStateException incomplete(String pipeline)
    {
        return new IllegalStateException("pipeline \"" + pipeline + "\" was closed with " + leftBehind() + " of " +
                published + " events left behind" +
                String.join("", stuckLanes.stream().map(lane -> "\n" + lane).toList()));
    }

    private static long sum(PipelineStats stats, StageCounter counter)
    {
        return stats.stages().stream().mapToLong(stage -> stage.get(counter)).sum();
    }
}
