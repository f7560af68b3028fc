package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import io.ringmain.state.Snapshottable;

/** What the joins of the tests keep of an event. */
final class Kept implements Snapshottable
{
    private long time;
    private long value;

    void set(Tick tick)
    {
        time = tick.time();
        value = tick.value();
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeLong(time);
        out.writeLong(value);
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        time = in.readLong();
        value = in.readLong();
    }

    @Override
    public String toString()
    {
        return value + "@" + time;
    }
}
