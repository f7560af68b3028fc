package io.ringmain.graph;

import io.ringmain.lane.IdlePolicy;

/**
 * One thread as described.
 *
 * @param name unique within the graph
 * @param idle what it does when there is no work
 * @param cpu  the CPU that it asks for, or {@link #ANY_CPU}
 */
public record Lane(String name, IdlePolicy idle, int cpu)
{
    /** Runs wherever the operating system puts it. */
    public static final int ANY_CPU = -1;
}
