package io.ringmain.pipeline;

/**
 * Where a pipeline stands.
 *
 * <pre>
 *   NEW --start--&gt; STARTING --&gt; RUNNING --close--&gt; DRAINING --&gt; STOPPED
 *                     |            |                  |
 *                     +------------+--a stage fails---+--&gt; FAILED, for good
 * </pre>
 */
public enum Lifecycle
{
    /** Built; no thread runs. */
    NEW,

    /** Lanes and handlers are starting. */
    STARTING,

    /** Takes events. */
    RUNNING,

    /** Takes no more events; handles those it has. One whose lane is stuck stays here. */
    DRAINING,

    /** Every thread has ended. */
    STOPPED,

    /** A stage has failed, so every lane ends; {@link Pipeline#failure()} has the first cause. */
    FAILED
}
