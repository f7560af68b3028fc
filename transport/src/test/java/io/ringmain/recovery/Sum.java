package io.ringmain.recovery;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import com.lmax.disruptor.EventHandler;

import io.ringmain.state.Snapshottable;
import io.ringmain.window.Accumulator;

/** State that depends on every event and on their order. */
final class Sum implements EventHandler<Reading>, Accumulator, Snapshottable
{
    long count;
    private long digest;

    @Override
    public void onEvent(Reading reading, long sequence, boolean endOfBatch)
    {
        add(reading);
    }

    void add(Reading reading)
    {
        count++;
        digest = 31 * digest + reading.number;
    }

    long digest()
    {
        return digest;
    }

    @Override
    public void clear()
    {
        count = 0;
        digest = 0;
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeLong(count);
        out.writeLong(digest);
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        count = in.readLong();
        digest = in.readLong();
    }
}
