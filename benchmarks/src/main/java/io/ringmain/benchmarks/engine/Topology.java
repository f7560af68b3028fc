package io.ringmain.benchmarks.engine;

import java.util.Locale;

/** The graphs that are compared; publish batches as in the Disruptor's performance tests of the same names. */
enum Topology
{
    /** One publisher, one stage. */
    UNICAST(65_536, 1, 1),
    /** As unicast, in a JVM that has run other topologies before, so that shared code has seen many handlers. */
    UNICAST_AFTER_OTHERS(65_536, 1, 1),
    /** As unicast, ten events to a claim. */
    UNICAST_BATCHED(65_536, 10, 1),
    /** Three stages in sequence. */
    PIPELINE(65_536, 1, 1),
    /** Three stages side by side. */
    MULTICAST(65_536, 1, 1),
    /** Two stages side by side and one after both. */
    DIAMOND(65_536, 1, 1),
    /** Three publishers, one stage. */
    THREE_PRODUCERS(65_536, 1, 3),
    /** Three stages in sequence, 64 events to a claim, a ring that is full most of the time. */
    SMALL_RING(1_024, 64, 1),
    /** Three stages in sequence over a ring of the default size: for what is not throughput. */
    THREE_STAGES(16_384, 1, 1);

    private final int ring;
    private final int batch;
    private final int producers;

    Topology(int ring, int batch, int producers)
    {
        this.ring = ring;
        this.batch = batch;
        this.producers = producers;
    }

    int ring()
    {
        return ring;
    }

    int batch()
    {
        return batch;
    }

    int producers()
    {
        return producers;
    }

    Work newWork()
    {
        return switch (this)
        {
            case UNICAST, UNICAST_AFTER_OTHERS, UNICAST_BATCHED, THREE_PRODUCERS -> Work.one();
            case PIPELINE, SMALL_RING, THREE_STAGES -> Work.sequence();
            case MULTICAST -> Work.parallel();
            case DIAMOND -> Work.diamond();
        };
    }

    int stages()
    {
        return newWork().steps().size();
    }

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
