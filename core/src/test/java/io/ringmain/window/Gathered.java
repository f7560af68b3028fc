package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An accumulator that shows everything: the values in the order in which they were added. */
final class Gathered implements Accumulator
{
    private final List<Long> values = new ArrayList<>();

    void add(Tick tick)
    {
        values.add(tick.value());
    }

    void merge(Gathered later)
    {
        values.addAll(later.values);
    }

    List<Long> values()
    {
        return values;
    }

    @Override
    public void clear()
    {
        values.clear();
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeInt(values.size());
        for (long value : values)
        {
            out.writeLong(value);
        }
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        values.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++)
        {
            values.add(in.readLong());
        }
    }
}
