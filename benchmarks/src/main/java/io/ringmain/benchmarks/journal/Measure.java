package io.ringmain.benchmarks.journal;

import java.util.Locale;

/** What a fork finds out about its keeper. */
enum Measure
{
    /** Events a second into the page cache, by one thread in batches. */
    APPEND,
    /** Events a second through a pipeline with a journal in it. */
    PIPELINE,
    /** How long after it was due an event was written, by a lane. */
    OPEN_LOOP,
    /** The same, by the thread that makes the load. */
    OPEN_LOOP_DIRECT,
    /** Events a second out of the page cache. */
    READ,
    /** Events a second through three stages. */
    REPLAY,
    /** Events a second onto the disk, each batch forced. */
    SYNC_EVERY_BATCH,
    /** Events a second onto the disk, forced every ten milliseconds. */
    SYNC_EVERY_10MS,
    /** How long it takes to open a large journal, and to find a place in it. */
    OPEN,
    /** What the heap pays. */
    ALLOCATION;

    private static final int OPEN_ROUNDS = 3;
    /** Roughly what any disk and any keeper here manages, in bytes a second; the estimate learns from the pace. */
    private static final double WRITTEN_PER_S = 600e6;
    private static final double READ_PER_S = 1.2e9;
    private static final long SYNC_INTERVAL_NS = 10_000_000;
    private static final double JVM_S = 0.8;

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOpenLoop()
    {
        return this == OPEN_LOOP || this == OPEN_LOOP_DIRECT;
    }

    boolean isSync()
    {
        return this == SYNC_EVERY_BATCH || this == SYNC_EVERY_10MS;
    }

    /** How often what is written is forced; 0: after each batch. */
    long syncIntervalNs()
    {
        return this == SYNC_EVERY_10MS ? SYNC_INTERVAL_NS : 0;
    }

    int mostRounds()
    {
        return this == OPEN ? OPEN_ROUNDS : Integer.MAX_VALUE;
    }

    /** All that is written in a fork. */
    Volume volume(JournalEffort effort, int payloadBytes)
    {
        if (isOpenLoop())
        {
            long events = AppendLatency.events(effort);
            return new Volume(events, payloadBytes, effort.segmentBytes());
        }
        long bytes = switch (this)
        {
            case OPEN -> effort.openBytes();
            case READ, REPLAY, SYNC_EVERY_BATCH, SYNC_EVERY_10MS -> effort.passBytes();
            default -> effort.warmUpBytes() + effort.passBytes();
        };
        return Volume.ofBytes(bytes, payloadBytes, effort.segmentBytes());
    }

    /** About how long a fork takes, its JVM included: for the estimate of the time left. */
    double seconds(JournalEffort effort, int payloadBytes)
    {
        long bytes = volume(effort, payloadBytes).recordBytes();
        double once = bytes / WRITTEN_PER_S + bytes / READ_PER_S;
        return JVM_S + switch (this)
        {
            case OPEN_LOOP, OPEN_LOOP_DIRECT -> (effort.latencyWarmUpMs() + effort.latencyMs()) / 1e3;
            case SYNC_EVERY_BATCH, SYNC_EVERY_10MS -> effort.syncMs() * 1.5 / 1e3;
            case READ, REPLAY -> once + (1 + effort.readingPasses()) * bytes / READ_PER_S;
            default -> once;
        };
    }
}
