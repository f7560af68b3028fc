package io.ringmain.benchmarks.engine;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An event on a wire.
 *
 * <pre>
 *   value 8 | first 8 | second 8 | fizz 1 | buzz 1 | nothing, up to 56
 * </pre>
 */
final class EventBytes
{
    /** With a header of 8 bytes it fills a cache line. */
    static final int LENGTH = 56;

    private static final int VALUE = 0;
    private static final int FIRST = 8;
    private static final int SECOND = 16;
    private static final int FIZZ = 24;
    private static final int BUZZ = 25;

    private EventBytes()
    {}

    static void write(BenchEvent event, MutableDirectBuffer buffer, int offset)
    {
        buffer.putLong(offset + VALUE, event.value);
        buffer.putLong(offset + FIRST, event.first);
        buffer.putLong(offset + SECOND, event.second);
        buffer.putByte(offset + FIZZ, (byte) (event.fizz ? 1 : 0));
        buffer.putByte(offset + BUZZ, (byte) (event.buzz ? 1 : 0));
    }

    static void read(DirectBuffer buffer, int offset, BenchEvent event)
    {
        event.value = buffer.getLong(offset + VALUE);
        event.first = buffer.getLong(offset + FIRST);
        event.second = buffer.getLong(offset + SECOND);
        event.fizz = buffer.getByte(offset + FIZZ) != 0;
        event.buzz = buffer.getByte(offset + BUZZ) != 0;
    }
}
