package io.ringmain.window;

import java.util.Arrays;

import org.agrona.collections.Long2ObjectHashMap;

/** The keys of a map in ascending order, in an array that is used again. */
final class SortedKeys
{
    private long[] keys = new long[16];

    /** Overwrites what {@link #key} returns; as many as the map has. */
    <T> int sort(Long2ObjectHashMap<T> map)
    {
        int count = map.size();
        if (count > keys.length)
        {
            keys = new long[Math.max(count, 2 * keys.length)];
        }
        Long2ObjectHashMap<T>.KeyIterator iterator = map.keySet().iterator();
        for (int i = 0; i < count; i++)
        {
            keys[i] = iterator.nextLong();
        }
        Arrays.sort(keys, 0, count);
        return count;
    }

    long key(int index)
    {
        return keys[index];
    }
}
