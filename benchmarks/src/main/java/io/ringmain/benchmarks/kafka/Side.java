package io.ringmain.benchmarks.kafka;

import java.util.Locale;

/** What stands between two topics. */
enum Side
{
    /** Ours. */
    RINGMAIN,
    /** A loop over the plain clients: poll, send, commit what has been acknowledged. */
    BARE_LOOP,
    /** The same loop with transactions. */
    TRANSACTIONAL_LOOP,
    /** Kafka Streams; where it counts, with its in-memory store. */
    STREAMS,
    /** Kafka Streams, counting with RocksDB. */
    STREAMS_ROCKSDB;

    boolean isStreams()
    {
        return this == STREAMS || this == STREAMS_ROCKSDB;
    }

    /** Where Kafka Streams keeps its state. */
    String store()
    {
        return this == STREAMS_ROCKSDB ? "rocksdb" : "memory";
    }

    /** What carries records in a side's JVM; Kafka Streams has a program of its own. */
    Carrier carrier()
    {
        return switch (this)
        {
            case RINGMAIN -> new RingmainCarrier();
            case BARE_LOOP -> new BareLoop();
            case TRANSACTIONAL_LOOP -> new TransactionalLoop();
            case STREAMS, STREAMS_ROCKSDB -> throw new IllegalArgumentException(this + " is another program");
        };
    }

    String key()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
