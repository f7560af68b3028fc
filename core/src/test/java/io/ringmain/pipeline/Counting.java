package io.ringmain.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import com.lmax.disruptor.EventHandler;

import io.ringmain.state.Snapshottable;

/** State that depends on every event and on their order. */
final class Counting implements EventHandler<Order>, Snapshottable
{
    long events;
    private long digest;

    @Override
    public void onEvent(Order order, long sequence, boolean endOfBatch)
    {
        events++;
        digest = 31 * digest + order.id;
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeLong(events);
        out.writeLong(digest);
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        events = in.readLong();
        digest = in.readLong();
    }
}
