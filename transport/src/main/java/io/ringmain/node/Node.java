package io.ringmain.node;

import java.util.Map;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;

import io.ringmain.event.Positioned;

/**
 * An app at work. (Under construction; this is its face.)
 *
 * @param <E> the event
 */
public final class Node<E extends Positioned> implements AutoCloseable
{
    private Node()
    {}

    /**
     * Joins the group and begins to work.
     *
     * @param apps    makes an app for each partition
     * @param options where to read, write and keep
     * @param <E>     the event
     * @return a running node
     */
    public static <E extends Positioned> Node<E> start(Supplier<? extends App<E>> apps, NodeOptions options)
    {
        throw new IllegalStateException("not there yet");
    }

    /** Throws the first failure of any part; a node whose parts all work returns from this at once. */
    public void check()
    {
        // not there yet
    }

    /**
     * How it is.
     *
     * @return as of now; from any thread
     */
    public NodeStatus status()
    {
        throw new IllegalStateException("not there yet");
    }

    /**
     * Latency so far, in nanoseconds.
     *
     * @return copies, by name: from poll to commit
     */
    public Map<String, Histogram> latency()
    {
        return Map.of();
    }

    /** Drains, commits, leaves the group. */
    @Override
    public void close()
    {
        // not there yet
    }
}
