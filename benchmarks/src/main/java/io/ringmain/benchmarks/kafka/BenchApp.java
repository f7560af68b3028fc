package io.ringmain.benchmarks.kafka;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Long2LongCounterMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.node.App;
import io.ringmain.pipeline.PipelineBuilder;
import io.ringmain.state.Snapshottable;

/** What a user would write for a node: three stages that each read a record and add up, or one that counts keys. */
final class BenchApp implements App<BenchApp.Event>, Codec<BenchApp.Event>
{
    private final Work work;
    private String out;

    BenchApp(Work work)
    {
        this.work = work;
    }

    /** Holds on to what the consumer has made of a record. */
    static final class Event implements Positioned
    {
        private byte[] key;
        private byte[] value;
        private long count;
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

    /** Nobody asks for them. */
    @SuppressWarnings("UnusedVariable")
    private static final class Sums
    {
        private long numbers;
        private long dueTimes;
        private long bytes;
    }

    private static final class Counts implements EventHandler<Event>, Snapshottable
    {
        private final Long2LongCounterMap byKey = new Long2LongCounterMap(0);

        @Override
        public void onEvent(Event event, long sequence, boolean endOfBatch)
        {
            event.count = byKey.incrementAndGet(BenchRecords.key(event.key));
        }

        @Override
        public void writeSnapshot(DataOutput to) throws IOException
        {
            long[] keys = new long[byKey.size()];
            int[] next = {0};
            byKey.forEach((key, count) -> keys[next[0]++] = key);
            Arrays.sort(keys);
            to.writeInt(keys.length);
            for (long key : keys)
            {
                to.writeLong(key);
                to.writeLong(byKey.get(key));
            }
        }

        @Override
        public void readSnapshot(DataInput from) throws IOException
        {
            byKey.clear();
            for (int left = from.readInt(); left > 0; left--)
            {
                byKey.put(from.readLong(), from.readLong());
            }
        }
    }

    @Override
    public String name()
    {
        return "bench";
    }

    @Override
    public void to(String topic)
    {
        out = topic;
    }

    @Override
    public Event newEvent()
    {
        return new Event();
    }

    @Override
    public Codec<Event> codec()
    {
        return this;
    }

    @Override
    public void describe(PipelineBuilder<Event> pipeline, EventHandler<Event> journal, EventHandler<Event> egress)
    {
        switch (work)
        {
            case PASS -> {
                Sums sums = new Sums();
                pipeline.stage("numbers", (event, sequence, endOfBatch) -> sums.numbers += BenchRecords
                        .number(event.value));
                pipeline.stage("due", (event, sequence, endOfBatch) -> sums.dueTimes ^= BenchRecords
                        .dueNs(event.value)).after("numbers");
                pipeline.stage("bytes", (event, sequence, endOfBatch) -> sums.bytes += event.value.length)
                        .after("due");
                pipeline.stage("out", egress).after("bytes").liveOnly();
            }
            case COUNT -> {
                pipeline.stage("count", new Counts());
                pipeline.stage("out", egress).after("count").liveOnly();
            }
        }
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Event event)
    {
        event.key = record.key();
        event.value = record.value();
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(Event event)
    {
        byte[] value = work == Work.PASS ? event.value : ByteBuffer.allocate(Long.BYTES).putLong(event.count).array();
        return new ProducerRecord<>(out, 0, event.key, value);
    }

    @Override
    public int encode(Event event, MutableDirectBuffer buffer, int offset)
    {
        throw new IllegalStateException("the node has no journal");
    }

    @Override
    public void decode(DirectBuffer buffer, int offset, int length, Event event)
    {
        throw new IllegalStateException("the node has no journal");
    }
}
