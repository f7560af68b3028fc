package com.example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.node.App;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.state.Snapshottable;

/** An app as a user might write it: adds up how long the records are. */
public final class LengthApp implements App<LengthApp.Length>
{
    /** An event. */
    public static final class Length implements Positioned
    {
        private long bytes;
        private int partition;
        private long position;

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

    private static final class Sum implements EventHandler<Length>, Snapshottable
    {
        private long sum;

        @Override
        public void onEvent(Length event, long sequence, boolean endOfBatch)
        {
            sum += event.bytes * (event.position() + 1);
        }

        @Override
        public void writeSnapshot(DataOutput out) throws IOException
        {
            out.writeLong(sum);
        }

        @Override
        public void readSnapshot(DataInput in) throws IOException
        {
            sum = in.readLong();
        }
    }

    private static final class LengthCodec implements Codec<Length>
    {
        @Override
        public int encode(Length event, MutableDirectBuffer buffer, int offset)
        {
            buffer.putLong(offset, event.bytes);
            return Long.BYTES;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Length event)
        {
            event.bytes = buffer.getLong(offset);
        }
    }

    @Override
    public String name()
    {
        return "length";
    }

    @Override
    public Length newEvent()
    {
        return new Length();
    }

    @Override
    public Codec<Length> codec()
    {
        return new LengthCodec();
    }

    @Override
    public void describe(PipelineBuilder<Length> pipeline, EventHandler<Length> journal, EventHandler<Length> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("sum", new Sum()).after("journal");
        pipeline.stage("egress", egress).after("sum").liveOnly();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Length event)
    {
        event.bytes = record.value().length;
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(Length event)
    {
        return null;
    }
}
