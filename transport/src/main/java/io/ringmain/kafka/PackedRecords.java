package io.ringmain.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Many records in the value of one, which costs Kafka's clients and the broker little more than one. A header tells; what has
 * none is an ordinary record.
 *
 * <pre>
 *   header "ringmain.packed": version 1
 *   value: one behind the other, each as RecordBytes has it
 * </pre>
 *
 * <p>
 * Owner: one thread, which fills and empties it.
 */
public final class PackedRecords
{
    /** The header that tells. */
    public static final String HEADER = "ringmain.packed";

    private static final byte VERSION = 1;
    /** One more record would make it longer: then it goes. */
    private static final int FULL_BYTES = 60 * 1024;

    private final String topic;
    private final int partition;
    private byte[] bytes = new byte[FULL_BYTES + 4096];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int count;

    /**
     * For a partition.
     *
     * @param topic     that the packed records go to
     * @param partition of it
     */
    public PackedRecords(String topic, int partition)
    {
        this.topic = topic;
        this.partition = partition;
    }

    /**
     * How many are in it.
     *
     * @return a count from 0
     */
    public int count()
    {
        return count;
    }

    /**
     * Whether it is time to {@link #take} it.
     *
     * @return from 60 KB on
     */
    public boolean isFull()
    {
        return buffer.position() >= FULL_BYTES;
    }

    /**
     * Adds a record, whose bytes are copied.
     *
     * @param record its topic and partition are not looked at
     */
    public void add(ProducerRecord<byte[], byte[]> record)
    {
        Header[] headers = record.headers().toArray();
        int needed = RecordBytes.most(record, headers);
        if (buffer.remaining() < needed)
        {
            bytes = Arrays.copyOf(bytes, buffer.position() + needed + FULL_BYTES);
            buffer = ByteBuffer.wrap(bytes).position(buffer.position());
        }
        RecordBytes.write(record, headers, buffer);
        count++;
    }

    /**
     * All of them as one, and begins anew.
     *
     * @return to be sent
     */
    public ProducerRecord<byte[], byte[]> take()
    {
        ProducerRecord<byte[], byte[]> packed = new ProducerRecord<>(topic, partition, null,
                Arrays.copyOf(bytes, buffer.position()));
        packed.headers().add(HEADER, new byte[] {VERSION});
        buffer.clear();
        count = 0;
        return packed;
    }

    /**
     * Whether a record is many.
     *
     * @param record as it came
     * @return false for an ordinary one
     */
    public static boolean isPacked(ConsumerRecord<byte[], byte[]> record)
    {
        return record.headers().lastHeader(HEADER) != null;
    }

    /**
     * Takes a record apart.
     *
     * @param packed one that {@link #isPacked} says yes to
     * @param each   takes the records in order; all have the packed one's topic, partition and offset
     * @throws IllegalArgumentException when it is not as it was written
     */
    public static void unpack(ConsumerRecord<byte[], byte[]> packed, Consumer<ConsumerRecord<byte[], byte[]>> each)
    {
        byte[] version = packed.headers().lastHeader(HEADER).value();
        if (version == null || version.length != 1 || version[0] != VERSION || packed.value() == null)
        {
            throw new IllegalArgumentException("it is packed in a way that this program does not know (version " +
                    Arrays.toString(version) + "; it knows " + VERSION + ")");
        }
        ByteBuffer in = ByteBuffer.wrap(packed.value());
        while (in.hasRemaining())
        {
            RecordBytes.read(in, (timeMs, key, value, headers) -> each.accept(new ConsumerRecord<>(packed.topic(),
                    packed.partition(), packed.offset(), timeMs == RecordBytes.NONE ? packed.timestamp() : timeMs,
                    TimestampType.CREATE_TIME, key == null ? RecordBytes.NONE : key.length,
                    value == null ? RecordBytes.NONE : value.length, key, value, new RecordHeaders(headers),
                    Optional.empty())));
        }
    }
}
