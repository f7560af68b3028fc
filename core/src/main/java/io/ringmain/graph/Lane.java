package io.ringmain.graph;

import io.ringmain.lane.IdlePolicy;

/**
 * One thread as described.
 *
 * @param name unique within the graph
 * @param idle what it does when there is no work
 */
public record Lane(String name, IdlePolicy idle)
{}
