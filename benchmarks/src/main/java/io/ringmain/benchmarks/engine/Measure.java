package io.ringmain.benchmarks.engine;

import java.util.Locale;

/** What a fork finds out about its side. */
enum Measure
{
    /** Events a second, one figure for each pass. */
    THROUGHPUT,
    /** Latency at 100,000 events a second. */
    LATENCY_100K,
    /** Latency as the Disruptor's paper measured it, with coordinated omission. */
    LATENCY_AS_PUBLISHED,
    /** The share of a CPU that the process takes while no event comes. */
    IDLE,
    /** The time from the start of the building to the first event handled. */
    START;

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** About how long a fork takes, its JVM included: for the estimate of the time left. */
    double seconds(Effort effort)
    {
        double jvm = 0.4;
        return jvm + switch (this)
        {
            case THROUGHPUT -> (effort.warmUpMs() + effort.passes() * effort.passMs()) / 1e3;
            case LATENCY_100K, LATENCY_AS_PUBLISHED ->
                (effort.latencyWarmUpMs() + effort.latencyMs()) / 1e3;
            case IDLE -> (effort.idleSettleMs() + effort.idleMs()) / 1e3;
            case START -> 0.5;
        };
    }
}
