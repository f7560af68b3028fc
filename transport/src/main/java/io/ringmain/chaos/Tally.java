package io.ringmain.chaos;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import com.lmax.disruptor.EventHandler;

import io.ringmain.state.Snapshottable;

/** How many numbers each key has had, and what they come to. */
final class Tally implements EventHandler<ChaosEvent>, Snapshottable
{
    private static final class OfKey
    {
        private long count;
        private long fold = Fold.NOTHING;
    }

    /** Sorted, so that equal states are equal bytes. */
    private final Map<Integer, OfKey> keys = new TreeMap<>();

    @Override
    public void onEvent(ChaosEvent event, long sequence, boolean endOfBatch)
    {
        OfKey tally = keys.computeIfAbsent(event.key(), key -> new OfKey());
        tally.count++;
        tally.fold = Fold.next(tally.fold, event.number());
        event.tallied(tally.count, tally.fold);
    }

    @Override
    public void writeSnapshot(DataOutput out) throws IOException
    {
        out.writeInt(keys.size());
        for (Map.Entry<Integer, OfKey> entry : keys.entrySet())
        {
            out.writeInt(entry.getKey());
            out.writeLong(entry.getValue().count);
            out.writeLong(entry.getValue().fold);
        }
    }

    @Override
    public void readSnapshot(DataInput in) throws IOException
    {
        keys.clear();
        for (int left = in.readInt(); left > 0; left--)
        {
            OfKey tally = new OfKey();
            keys.put(in.readInt(), tally);
            tally.count = in.readLong();
            tally.fold = in.readLong();
        }
    }
}
