package io.ringmain.benchmarks.load;

/**
 * When events are due. It is fixed by the start and the rate alone: whoever falls behind is not forgiven, so the time an
 * event waited to be sent is part of its latency.
 *
 * @param startNs   when the first event is due
 * @param perSecond the rate
 */
public record Schedule(long startNs, long perSecond)
{
    private static final long SECOND_NS = 1_000_000_000;

    /**
     * When an event is due.
     *
     * @param index from 0
     * @return by {@link System#nanoTime()}
     */
    public long dueNs(long index)
    {
        // whole seconds apart, so that nothing is rounded twice and nothing overflows
        return startNs + index / perSecond * SECOND_NS + index % perSecond * SECOND_NS / perSecond;
    }

    /**
     * How many events a duration takes.
     *
     * @param durationMs in milliseconds
     * @return at least 1
     */
    public long events(long durationMs)
    {
        return Math.max(1, perSecond * durationMs / 1_000);
    }
}
