package io.ringmain.graph;

import java.util.List;

import io.ringmain.failure.FailurePolicy;

/**
 * One stage as described.
 *
 * @param name      unique within the graph
 * @param ring      whose events it handles
 * @param after     the stages that must have handled an event before this one sees it; none: it reads the ring's head
 * @param lane      the lane that runs it
 * @param role      what kind of work it does
 * @param onFailure what happens when it throws
 * @param timeoutNs its handler's {@code onTimeout} is called when no event came for so long; 0: never
 * @param liveOnly  muted in a replay, because it acts on the outside world
 */
public record Stage(String name, String ring, List<String> after, String lane, Role role, FailurePolicy<?> onFailure,
        long timeoutNs, boolean liveOnly)
{
    /** Copies the list. */
    public Stage
    {
        after = List.copyOf(after);
    }

    /**
     * The same stage on another lane.
     *
     * @param otherLane its name
     * @return a copy
     */
    public Stage on(String otherLane)
    {
        return new Stage(name, ring, after, otherLane, role, onFailure, timeoutNs, liveOnly);
    }

    /**
     * Whether its work on an event counts only at the end of a batch.
     *
     * @return true for a batching handler
     */
    public boolean batching()
    {
        return role instanceof Role.Batch;
    }

    /**
     * Whether the stages behind it may miss events because of it.
     *
     * @return true for a filter, and for a stage that drops what it cannot handle
     */
    public boolean dropping()
    {
        return role instanceof Role.Filter || onFailure.drops();
    }

    /**
     * Whether it must have a loop to itself: it sees only some events, or some of them twice.
     *
     * @return true for shards, members of a pool, and stages that rewind
     */
    public boolean alone()
    {
        return role.group() != null || onFailure instanceof FailurePolicy.Rewind;
    }

    /**
     * The ring that it makes events of.
     *
     * @return null for a stage that does not
     */
    public String into()
    {
        return role instanceof Role.Emit emit ? emit.into() : null;
    }
}
