package io.ringmain.benchmarks.streams;

import java.nio.ByteBuffer;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** What Kafka Streams runs. */
final class Topologies
{
    private static final String STORE = "counts";
    private static final int DUE_OFFSET = Long.BYTES;

    private Topologies()
    {}

    static Topology of(Properties job)
    {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], byte[]> records = builder.stream(job.getProperty("in"),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
        switch (job.getProperty("work"))
        {
            case "pass" -> pass(records, job.getProperty("out"));
            case "count" -> count(records, job.getProperty("out"), store(job.getProperty("store")));
            default -> throw new IllegalArgumentException(
                    "work is \"" + job.getProperty("work") + "\"; give pass or count");
        }
        return builder.build();
    }

    /** Three processors as trivial as the stages of the other sides: each reads the record and adds up. */
    private static void pass(KStream<byte[], byte[]> records, String out)
    {
        Sums sums = new Sums();
        records.peek((key, value) -> sums.numbers += ByteBuffer.wrap(value).getLong(0))
                .peek((key, value) -> sums.dueTimes ^= ByteBuffer.wrap(value).getLong(DUE_OFFSET)).mapValues(value ->
                {
                    sums.bytes += value.length;
                    return value;
                }).to(out, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    }

    private static void count(KStream<byte[], byte[]> records, String out, KeyValueBytesStoreSupplier store)
    {
        // the stores keep serialized keys; no re-partitioning, since the key is that of the record
        records.groupByKey(Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .count(Materialized.<byte[], Long>as(store).withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.Long()))
                .toStream().to(out, Produced.with(Serdes.ByteArray(), Serdes.Long()));
    }

    private static KeyValueBytesStoreSupplier store(String name)
    {
        return switch (name)
        {
            case "memory" -> Stores.inMemoryKeyValueStore(STORE);
            case "rocksdb" -> Stores.persistentTimestampedKeyValueStore(STORE);
            default -> throw new IllegalArgumentException("store is \"" + name + "\"; give memory or rocksdb");
        };
    }

    /** One thread's. Nobody asks for them. */
    @SuppressWarnings("UnusedVariable")
    private static final class Sums
    {
        private long numbers;
        private long dueTimes;
        private long bytes;
    }
}
