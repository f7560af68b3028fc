package io.ringmain.recovery;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;

/** The event of these tests: everything about it follows from its number. */
final class Reading implements Positioned
{
    static final int PARTITIONS = 3;
    static final Codec<Reading> CODEC = new ReadingCodec();

    long number;
    private int partition;
    private long position = NO_POSITION;

    Reading with(long newNumber)
    {
        number = newNumber;
        position((int) (newNumber % PARTITIONS), newNumber / PARTITIONS);
        return this;
    }

    long key()
    {
        return number * 31 % 7;
    }

    /** Not quite in order. */
    long time()
    {
        return number * 3 + (number * 7_919 % 11);
    }

    @Override
    public int partition()
    {
        return partition;
    }

    @Override
    public long position()
    {
        return position;
    }

    @Override
    public void position(int newPartition, long newPosition)
    {
        partition = newPartition;
        position = newPosition;
    }

    private static final class ReadingCodec implements Codec<Reading>
    {
        @Override
        public int encode(Reading reading, MutableDirectBuffer buffer, int offset)
        {
            buffer.putLong(offset, reading.number);
            return Long.BYTES;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Reading reading)
        {
            reading.number = buffer.getLong(offset);
        }
    }
}
