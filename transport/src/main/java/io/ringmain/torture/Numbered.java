package io.ringmain.torture;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;

/** An event that is nothing but its sequence; its bytes are {@link KnownInput}'s. */
final class Numbered implements Positioned
{
    private long sequence;

    Numbered with(long newSequence)
    {
        sequence = newSequence;
        return this;
    }

    @Override
    public int partition()
    {
        return KnownInput.partition(sequence);
    }

    @Override
    public long position()
    {
        return KnownInput.position(sequence);
    }

    @Override
    public void position(int newPartition, long newPosition)
    {
        throw new UnsupportedOperationException("follows from the sequence");
    }

    /** Writes what the sequence asks for. */
    static Codec<Numbered> codec(KnownInput input)
    {
        return new Codec<>()
        {
            @Override
            public int encode(Numbered event, MutableDirectBuffer buffer, int offset)
            {
                return input.write(event.sequence, buffer, offset);
            }

            @Override
            public void decode(DirectBuffer buffer, int offset, int length, Numbered event)
            {
                throw new UnsupportedOperationException("what is read is checked where it lies");
            }
        };
    }
}
