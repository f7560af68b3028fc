package io.ringmain.window;

import org.agrona.collections.Long2ObjectHashMap;

/** Hot path: the windows of all keys that begin at one time. */
final class Slice<A extends Accumulator>
{
    final Long2ObjectHashMap<OpenWindow<A>> windows = new Long2ObjectHashMap<>();
    long start;
    long end;
}
