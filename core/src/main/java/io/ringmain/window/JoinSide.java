package io.ringmain.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.agrona.collections.Long2ObjectHashMap;

import io.ringmain.state.Snapshottable;
import io.ringmain.state.TimerHandler;
import io.ringmain.state.Timers;

/**
 * Hot path: the rows that one side of a join keeps. A row goes when the watermark is more than the bound beyond it: no
 * event that is still on time can be its partner then. Each row has a timer for that; those of one key fire in the order
 * of its rows, so the first row is the one that is due.
 */
final class JoinSide<E, T extends Snapshottable>
{
    private final SideFunctions<E, T> functions;
    private final long bound;
    private final Long2ObjectHashMap<JoinRows<T>> rowsByKey = new Long2ObjectHashMap<>();
    private final Timers timers = new Timers();
    private final TimerHandler evictFirst = (deadline, key, timerId) -> evictFirst(key);
    private final Pool<JoinRows<T>> lists = new Pool<>(JoinRows::new);
    private final Pool<T> rows;
    private final SortedKeys keys = new SortedKeys();

    JoinSide(SideFunctions<E, T> functions, long bound)
    {
        this.functions = functions;
        this.bound = bound;
        this.rows = new Pool<>(functions.create());
    }

    boolean has(E event)
    {
        return functions.side().test(event);
    }

    /** The rows of a key; null when there are none. */
    JoinRows<T> rows(long key)
    {
        return rowsByKey.get(key);
    }

    /** What is to be kept of an event, for {@link #add} to keep it. */
    T row(E event)
    {
        T row = rows.take();
        functions.keep().accept(row, event);
        return row;
    }

    void add(long time, long key, T row)
    {
        JoinRows<T> list = rowsByKey.get(key);
        if (list == null)
        {
            list = lists.take();
            rowsByKey.put(key, list);
        }
        list.add(time, row);
        timers.schedule(time + bound + 1, key);
    }

    void onWatermark(long watermark)
    {
        timers.advanceTo(watermark, evictFirst);
    }

    int size()
    {
        return timers.size();
    }

    void write(DataOutput out) throws IOException
    {
        out.writeInt(timers.size());
        int count = keys.sort(rowsByKey);
        for (int i = 0; i < count; i++)
        {
            JoinRows<T> list = rowsByKey.get(keys.key(i));
            for (int index = list.begin(); index < list.end(); index++)
            {
                out.writeLong(keys.key(i));
                out.writeLong(list.time(index));
                list.row(index).writeSnapshot(out);
            }
        }
    }

    void read(DataInput in) throws IOException
    {
        timers.advanceTo(Long.MAX_VALUE, evictFirst);
        timers.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++)
        {
            long key = in.readLong();
            long time = in.readLong();
            T row = rows.take();
            row.readSnapshot(in);
            add(time, key, row);
        }
    }

    private void evictFirst(long key)
    {
        JoinRows<T> list = rowsByKey.get(key);
        rows.give(list.removeFirst());
        if (list.isEmpty())
        {
            lists.give(rowsByKey.remove(key));
        }
    }
}
