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

/** Sums up the numbers of each partition, in order, so that the state does not depend on how partitions mix. */
final class NumbersApp implements App<NumbersApp.Numbered>, Codec<NumbersApp.Numbered>
{
    static final String INPUT = "numbers";
    static final String OUTPUT = "seen";

    private final boolean mutesItsOutputs;

    NumbersApp(boolean mutesItsOutputs)
    {
        this.mutesItsOutputs = mutesItsOutputs;
    }

    static final class Numbered implements Positioned
    {
        private long value;
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

    private static final class Sums implements EventHandler<Numbered>, Snapshottable
    {
        private final Map<Integer, Long> sums = new TreeMap<>();

        @Override
        public void onEvent(Numbered number, long sequence, boolean endOfBatch)
        {
            sums.merge(number.partition, number.value, (sum, value) -> 31 * sum + value);
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeInt(sums.size());
            for (Map.Entry<Integer, Long> sum : sums.entrySet())
            {
                out.writeInt(sum.getKey());
                out.writeLong(sum.getValue());
            }
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            sums.clear();
            for (int left = in.readInt(); left > 0; left--)
            {
                sums.put(in.readInt(), in.readLong());
            }
        }
    }

    @Override
    public String name()
    {
        return "numbers";
    }

    @Override
    public Numbered newEvent()
    {
        return new Numbered();
    }

    @Override
    public Codec<Numbered> codec()
    {
        return this;
    }

    @Override
    public void describe(PipelineBuilder<Numbered> pipeline, EventHandler<Numbered> journal,
            EventHandler<Numbered> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("sums", new Sums()).after("journal");
        pipeline.stage("egress", egress).after("sums");
        if (mutesItsOutputs)
        {
            pipeline.liveOnly();
        }
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Numbered event)
    {
        event.value = ByteBuffer.wrap(record.value()).getLong();
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(Numbered event)
    {
        return new ProducerRecord<>(OUTPUT, bytes(event.value));
    }

    @Override
    public int encode(Numbered event, MutableDirectBuffer buffer, int offset)
    {
        buffer.putLong(offset, event.value);
        return Long.BYTES;
    }

    @Override
    public void decode(DirectBuffer buffer, int offset, int length, Numbered event)
    {
        event.value = buffer.getLong(offset);
    }

    static byte[] bytes(long value)
    {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
