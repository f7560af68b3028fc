package io.ringmain.graph;

import java.util.List;

/**
 * One stage as described.
 *
 * @param name     unique within the graph
 * @param after    the stages that must have handled an event before this one sees it; none: it reads the ring's head
 * @param lane     the lane that runs it
 * @param batching its work on an event counts only at the end of a batch, so no later stage is fused to it
 * @param liveOnly muted in a replay, because it acts on the outside world
 */
public record Stage(String name, List<String> after, String lane, boolean batching, boolean liveOnly)
{
    /** Copies the list. */
    public Stage
    {
        after = List.copyOf(after);
    }
}
