package io.ringmain.benchmarks.scaling;

import java.util.OptionalDouble;

/** One side, running. One thread publishes. */
interface Lanes extends AutoCloseable
{
    /** Publishes events with the values {@code first} to {@code first + count - 1}. */
    void publish(long first, long count);

    /**
     * How long an event was in the ring, on average since the last time this was asked: from its publication until the end of
     * the batch that held it. Empty where nobody records that.
     */
    OptionalDouble meanInRingNs();

    /** Ends its threads. Everything published has been handled by then. */
    @Override
    void close();
}
