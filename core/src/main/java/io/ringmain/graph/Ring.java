package io.ringmain.graph;

/**
 * One ring buffer as described.
 *
 * @param name     unique within the graph
 * @param capacity its slots, a power of two
 * @param singlePublisher one thread alone fills it
 */
public record Ring(String name, int capacity, boolean singlePublisher)
{}
