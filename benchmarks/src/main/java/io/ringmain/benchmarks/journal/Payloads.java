package io.ringmain.benchmarks.journal;

import java.util.Random;

import net.openhft.chronicle.core.UnsafeMemory;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.benchmarks.fork.WrongAnswer;
import io.ringmain.event.Message;

/**
 * What the events hold: their number in the first and in the last eight bytes, and between them bytes that look random and
 * depend on the number. An event is filled whole once and gets a new number afterwards, so that making it costs as good as
 * nothing; reading it back compares every byte.
 */
final class Payloads
{
    /** How many different contents there are: event n has that of n modulo this. */
    static final int VARIANTS = 256;

    private static final int SEED = 20_261_126;

    private final int bytes;
    private final UnsafeBuffer contents;

    Payloads(int bytes)
    {
        if (bytes < 2 * Long.BYTES || bytes % Long.BYTES != 0)
        {
            throw new IllegalArgumentException("a payload of " + bytes + " bytes; give a multiple of 8 from 16 on");
        }
        this.bytes = bytes;
        byte[] random = new byte[bytes * VARIANTS];
        new Random(SEED).nextBytes(random);
        contents = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(random.length));
        contents.putBytes(0, random);
    }

    /** Fills an event that may hold anything. */
    void fill(Message event, long number)
    {
        event.put(contents, variant(number), bytes);
        number(event, number);
    }

    /** Changes an event that was filled for a number that is the same modulo {@link #VARIANTS}. */
    void number(Message event, long number)
    {
        MutableDirectBuffer buffer = event.buffer();
        int offset = event.offset();
        buffer.putLong(offset, number);
        buffer.putLong(offset + bytes - Long.BYTES, number);
    }

    static long number(Message event)
    {
        return event.buffer().getLong(event.offset());
    }

    static long lastWord(Message event)
    {
        return event.buffer().getLong(event.offset() + event.length() - Long.BYTES);
    }

    private int variant(long number)
    {
        return (int) (number % VARIANTS) * bytes;
    }

    /** Compares every byte. */
    void check(long address, int length, long number)
    {
        boolean right = length == bytes && UnsafeMemory.unsafeGetLong(address) == number &&
                UnsafeMemory.unsafeGetLong(address + bytes - Long.BYTES) == number;
        for (int i = Long.BYTES; right && i < bytes - Long.BYTES; i += Long.BYTES)
        {
            right = UnsafeMemory.unsafeGetLong(address + i) == contents.getLong(variant(number) + i);
        }
        if (!right)
        {
            throw new WrongAnswer("record " + number + " (" + length + " bytes) is not what was written");
        }
    }

    /** Reads all that a keeper has kept, and compares every byte of it. */
    void checkAll(RecordCursor cursor, long events)
    {
        long number = 0;
        while (cursor.next())
        {
            check(cursor.address(), cursor.length(), number++);
        }
        if (number != events)
        {
            throw new WrongAnswer("of " + events + " events " + number + " were read back");
        }
    }
}
