package io.ringmain.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Hot path: the open slices of aligned windows in the order of their starts, which is the order of their ends. Few, since
 * they span the disorder and the lateness; the newest are looked at first.
 */
final class Slices<A extends Accumulator>
{
    private final Pool<Slice<A>> pool = new Pool<>(Slice::new);
    private final List<Slice<A>> ordered = new ArrayList<>();

    int count()
    {
        return ordered.size();
    }

    Slice<A> get(int index)
    {
        return ordered.get(index);
    }

    /** The slice that begins there; a new one when there is none. */
    Slice<A> at(long start, long length)
    {
        int index = ordered.size();
        while (index > 0 && ordered.get(index - 1).start > start)
        {
            index--;
        }
        if (index > 0 && ordered.get(index - 1).start == start)
        {
            return ordered.get(index - 1);
        }
        Slice<A> slice = pool.take();
        slice.start = start;
        slice.end = start + length;
        ordered.add(index, slice);
        return slice;
    }

    /** Drops the first ones, whose windows are gone already. */
    void dropFirst(int count)
    {
        if (count == 0)
        {
            return;
        }
        for (int i = 0; i < count; i++)
        {
            Slice<A> slice = ordered.get(i);
            slice.windows.clear();
            pool.give(slice);
        }
        int left = ordered.size() - count;
        for (int i = 0; i < left; i++)
        {
            ordered.set(i, ordered.get(i + count));
        }
        for (int i = 0; i < count; i++)
        {
            ordered.remove(ordered.size() - 1);
        }
    }
}
