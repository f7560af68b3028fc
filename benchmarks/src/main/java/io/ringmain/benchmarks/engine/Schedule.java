package io.ringmain.benchmarks.engine;

/**
 * When events are due. It is fixed by the start and the rate alone: whoever falls behind is not forgiven, so the time an
 * event waited to be sent is part of its latency.
 *
 * @param startNs   when the first event is due
 * @param perSecond the rate
 */
record Schedule(long startNs, long perSecond)
{
    private static final long SECOND_NS = 1_000_000_000;

    long dueNs(long index)
    {
        // whole seconds apart, so that nothing is rounded twice and nothing overflows
        return startNs + index / perSecond * SECOND_NS + index % perSecond * SECOND_NS / perSecond;
    }

    long events(long durationMs)
    {
        return Math.max(1, perSecond * durationMs / 1_000);
    }
}
