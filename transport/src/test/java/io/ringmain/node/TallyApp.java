package io.ringmain.node;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.state.Snapshottable;

/**
 * Counts the records of each key, and mixes their numbers in order: whatever is lost, doubled or reordered shows in all that
 * follows. Key and value are longs.
 */
class TallyApp implements App<TallyApp.Entry>, Codec<TallyApp.Entry>
{
    private String output;

    static final class Entry implements Positioned
    {
        private long key;
        private long number;
        private long count;
        private long mix;
        private int partition;
        private long position = NO_POSITION;

        @Override
        public int partition()
        {
            return partition;
        }

        @Override
        public long position()
        {
            return position;
        }

        @Override
        public void position(int newPartition, long newPosition)
        {
            partition = newPartition;
            position = newPosition;
        }
    }

    private static final class Tally implements EventHandler<Entry>, Snapshottable
    {
        private final Map<Long, long[]> byKey = new TreeMap<>();

        @Override
        public void onEvent(Entry entry, long sequence, boolean endOfBatch)
        {
            long[] state = byKey.computeIfAbsent(entry.key, key -> new long[2]);
            entry.count = ++state[0];
            state[1] = mix(state[1], entry.number);
            entry.mix = state[1];
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeInt(byKey.size());
            for (Map.Entry<Long, long[]> each : byKey.entrySet())
            {
                out.writeLong(each.getKey());
                out.writeLong(each.getValue()[0]);
                out.writeLong(each.getValue()[1]);
            }
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            byKey.clear();
            for (int left = in.readInt(); left > 0; left--)
            {
                byKey.put(in.readLong(), new long[] {in.readLong(), in.readLong()});
            }
        }
    }

    static long mix(long former, long number)
    {
        return 31 * former + number;
    }

    @Override
    public String name()
    {
        return "tally";
    }

    @Override
    public void to(String topic)
    {
        output = topic;
    }

    @Override
    public Entry newEvent()
    {
        return new Entry();
    }

    @Override
    public Codec<Entry> codec()
    {
        return this;
    }

    @Override
    public void describe(PipelineBuilder<Entry> pipeline, EventHandler<Entry> journal, EventHandler<Entry> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("tally", new Tally()).after("journal");
        pipeline.stage("egress", egress).after("tally").liveOnly();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Entry event)
    {
        event.key = ByteBuffer.wrap(record.key()).getLong();
        event.number = ByteBuffer.wrap(record.value()).getLong();
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(Entry event)
    {
        return new ProducerRecord<>(output, bytes(event.key),
                ByteBuffer.allocate(3 * Long.BYTES).putLong(event.number).putLong(event.count).putLong(event.mix)
                        .array());
    }

    @Override
    public int encode(Entry event, MutableDirectBuffer buffer, int offset)
    {
        buffer.putLong(offset, event.key);
        buffer.putLong(offset + Long.BYTES, event.number);
        return 2 * Long.BYTES;
    }

    @Override
    public void decode(DirectBuffer buffer, int offset, int length, Entry event)
    {
        event.key = buffer.getLong(offset);
        event.number = buffer.getLong(offset + Long.BYTES);
    }

    static byte[] bytes(long value)
    {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
