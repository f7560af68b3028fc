package io.ringmain.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Records that are kept until they are committed, as bytes in chunks that are used again. As objects they would live just long
 * enough to be copied by every collection in between, and then die old.
 *
 * <pre>
 *   record: topic 2 (its number in a table) | partition 4 (-1 for none) | as RecordBytes has it
 * </pre>
 *
 * Owner: the lane. Hot path; allocates when there are more of them than ever before.
 */
final class KeptRecords
{
    private static final int CHUNK = 64 * 1024;
    private static final int PLACE = Short.BYTES + Integer.BYTES;

    /** What all that a lane keeps has in common. Owner: the lane. */
    static final class Pool
    {
        private static final int MOST_FREE = (int) (2 * LaneOutput.MAX_BYTES / CHUNK);

        private final Deque<ByteBuffer> free = new ArrayDeque<>();
        private final List<String> topics = new ArrayList<>();

        private ByteBuffer chunk(int bytes)
        {
            ByteBuffer chunk = bytes <= CHUNK ? free.poll() : null;
            return chunk == null ? ByteBuffer.allocate(Math.max(CHUNK, bytes)) : chunk.clear();
        }

        private void giveBack(ByteBuffer chunk)
        {
            if (chunk.capacity() == CHUNK && free.size() < MOST_FREE)
            {
                free.push(chunk);
            }
        }

        private short number(String topic)
        {
            // few, and nearly always the first
            for (int i = 0; i < topics.size(); i++)
            {
                if (topics.get(i).equals(topic))
                {
                    return (short) i;
                }
            }
            topics.add(topic);
            return (short) (topics.size() - 1);
        }
    }

    private final Pool pool;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private ByteBuffer last;
    private int count;
    private long bytes;

    KeptRecords(Pool pool)
    {
        this.pool = pool;
    }

    int count()
    {
        return count;
    }

    long bytes()
    {
        return bytes;
    }

    /** Returns how many bytes it takes. */
    int add(ProducerRecord<byte[], byte[]> record)
    {
        Header[] headers = record.headers().toArray();
        int most = PLACE + RecordBytes.most(record, headers);
        if (last == null || last.remaining() < most)
        {
            last = pool.chunk(most);
            chunks.add(last);
        }
        int start = last.position();
        last.putShort(pool.number(record.topic()))
                .putInt(record.partition() == null ? RecordBytes.NONE : record.partition());
        RecordBytes.write(record, headers, last);
        int length = last.position() - start;
        count++;
        bytes += length;
        return length;
    }

    /** All of them, in order. */
    void forEach(Consumer<? super ProducerRecord<byte[], byte[]>> each)
    {
        for (ByteBuffer chunk : chunks)
        {
            ByteBuffer in = chunk.duplicate().flip();
            while (in.hasRemaining())
            {
                String topic = pool.topics.get(in.getShort());
                int partition = in.getInt();
                RecordBytes.read(in, (timeMs, key, value, headers) ->
                {
                    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic,
                            partition == RecordBytes.NONE ? null : partition,
                            timeMs == RecordBytes.NONE ? null : timeMs, key, value);
                    for (Header header : headers)
                    {
                        record.headers().add(header);
                    }
                    each.accept(record);
                });
            }
        }
    }

    void clear()
    {
        chunks.forEach(pool::giveBack);
        chunks.clear();
        last = null;
        count = 0;
        bytes = 0;
    }
}
