package io.ringmain.benchmarks.parts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.kafka.PackedRecords;

/**
 * Two hundred records of a key of 8 bytes and a value of 248 to one buffer: packed into one record by Ringmain, or as the
 * batch that Kafka's producer builds of them, without its checksum of all, which a packed record pays, too, when it is sent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PackingBenchmark
{
    private static final int RECORDS = 200;
    private static final int KEY_BYTES = 8;
    private static final int VALUE_BYTES = 248;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long SEED = 4711;

    private final byte[][] keys = new byte[RECORDS][KEY_BYTES];
    private final byte[][] values = new byte[RECORDS][VALUE_BYTES];
    private final PackedRecords packed = new PackedRecords("any", 0);
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** Makes the records. */
    @Setup
    public void open()
    {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RECORDS; i++)
        {
            random.nextBytes(keys[i]);
            random.nextBytes(values[i]);
        }
    }

    /**
     * Ringmain's.
     *
     * @return a record of many
     */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public ProducerRecord<byte[], byte[]> ringmain()
    {
        for (int i = 0; i < RECORDS; i++)
        {
            packed.add(new ProducerRecord<>("any", 0, keys[i], values[i]));
        }
        return packed.take();
    }

    /**
     * Kafka's.
     *
     * @return to be closed, which would write the header and the checksum
     */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public MemoryRecordsBuilder kafkaBatch()
    {
        buffer.clear();
        MemoryRecordsBuilder batch = MemoryRecords.builder(buffer, Compression.NONE, TimestampType.CREATE_TIME, 0);
        for (int i = 0; i < RECORDS; i++)
        {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("any", 0, keys[i], values[i]);
            batch.append(0L, record.key(), record.value());
        }
        return batch;
    }

    /** Both hold what was put into them. */
    @TearDown
    public void check()
    {
        int next = 0;
        for (Record record : kafkaBatch().build().records())
        {
            byte[] value = new byte[record.valueSize()];
            record.value().get(value);
            if (!Arrays.equals(value, values[next]))
            {
                throw new WrongAnswer("record " + next + " of the batch is not what was put into it");
            }
            next++;
        }
        int ours = packed.count();
        ProducerRecord<byte[], byte[]> one = ringmain();
        if (next != RECORDS || ours != 0 || one.value().length < RECORDS * (KEY_BYTES + VALUE_BYTES))
        {
            throw new WrongAnswer("of " + RECORDS + " records the batch has " + next + ", and the packed one has " +
                    one.value().length + " bytes");
        }
    }
}
