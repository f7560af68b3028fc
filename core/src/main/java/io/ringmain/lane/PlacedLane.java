package io.ringmain.lane;

import java.util.List;
import java.util.OptionalInt;

/**
 * One lane of a plan.
 *
 * @param name   unique within the pipeline
 * @param stages what it runs, in topological order
 * @param idle   what it does when there is no work
 * @param cpu    the CPU to pin it to; empty: any
 * @param manual declared by the user, rather than made by placement
 */
public record PlacedLane(String name, List<String> stages, IdlePolicy idle, OptionalInt cpu, boolean manual)
{
    /** Copies the list. */
    public PlacedLane
    {
        stages = List.copyOf(stages);
    }

    /**
     * A lane that the user declared.
     *
     * @param name   unique within the pipeline
     * @param stages what it runs, in topological order
     * @param idle   what it does when there is no work
     * @param cpu    the CPU to pin it to; empty: any
     * @return the description
     */
    public static PlacedLane manual(String name, List<String> stages, IdlePolicy idle, OptionalInt cpu)
    {
        return new PlacedLane(name, stages, idle, cpu, true);
    }
}
