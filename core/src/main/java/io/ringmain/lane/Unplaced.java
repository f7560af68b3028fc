package io.ringmain.lane;

import java.util.Set;

/**
 * A stage that waits to be given a lane, as far as placement needs to know it.
 *
 * @param stage   its name, unique within the pipeline
 * @param ring    the ring it reads
 * @param after   the stages that it comes directly after; none: it reads the ring's head
 * @param fusable whether it gets on with others on its thread; one that does not (it waits for a disk, say) shares a lane
 *                only when there are not enough CPUs and nothing else is left to fuse, with a warning
 * @param group   what it is a shard of, or null: shards exist to run in parallel, so they are fused with each other late
 */
public record Unplaced(String stage, String ring, Set<String> after, boolean fusable, String group)
{
    /** Copies the set. */
    public Unplaced
    {
        after = Set.copyOf(after);
    }
}
