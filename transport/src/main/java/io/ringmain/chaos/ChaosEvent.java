package io.ringmain.chaos;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;

/** A number of a key, and what the app says of it. */
final class ChaosEvent implements Positioned
{
    static final Codec<ChaosEvent> CODEC = new Codec<>()
    {
        @Override
        public int encode(ChaosEvent event, MutableDirectBuffer buffer, int offset)
        {
            buffer.putInt(offset, event.key);
            buffer.putInt(offset + Integer.BYTES, event.number);
            return 2 * Integer.BYTES;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, ChaosEvent event)
        {
            event.fill(buffer.getInt(offset), buffer.getInt(offset + Integer.BYTES));
        }
    };

    private int partition;
    private long position = NO_POSITION;
    private int key;
    private int number;
    private long count;
    private long fold;

    void fill(int newKey, int newNumber)
    {
        key = newKey;
        number = newNumber;
        count = 0;
        fold = Fold.NOTHING;
    }

    void tallied(long newCount, long newFold)
    {
        count = newCount;
        fold = newFold;
    }

    int key()
    {
        return key;
    }

    int number()
    {
        return number;
    }

    OutputRecord output()
    {
        return new OutputRecord(key, partition, position, number, count, Fold.shown(key, fold));
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
}
