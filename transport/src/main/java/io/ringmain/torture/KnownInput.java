package io.ringmain.torture;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What the records of a tortured journal must hold: size, partition, position and every byte follow from the sequence and a
 * salt, so that nothing else has to be kept to check them. Hot path.
 */
final class KnownInput
{
    /** The longest record is a sixteenth of a segment of 1 MB; most are short, so that there are many. */
    private static final int[] MAX_BYTES = {0, 24, 24, 100, 100, 100, 300, 300, 300, 300, 300, 3_000, 3_000, 20_000,
        65_536, 300};

    /** Sizes come in stretches, so that there are long and short batches. */
    private static final int STRETCH_BITS = 6;

    private final long salt;

    KnownInput(long salt)
    {
        this.salt = salt;
    }

    int size(long sequence)
    {
        int stretch = (int) (mix(salt - (sequence >> STRETCH_BITS)) & (MAX_BYTES.length - 1));
        int max = MAX_BYTES[stretch];
        return (int) Long.remainderUnsigned(mix(seed(sequence)), max + 1L);
    }

    static int partition(long sequence)
    {
        return (int) (sequence % 3);
    }

    static long position(long sequence)
    {
        return sequence / 3;
    }

    /** Returns how many bytes there are. */
    int write(long sequence, MutableDirectBuffer buffer, int offset)
    {
        int size = size(sequence);
        long seed = seed(sequence);
        int at = 0;
        for (; at + Long.BYTES <= size; at += Long.BYTES)
        {
            buffer.putLong(offset + at, word(seed, at), ByteOrder.LITTLE_ENDIAN);
        }
        long last = word(seed, at);
        for (; at < size; at++, last >>>= Byte.SIZE)
        {
            buffer.putByte(offset + at, (byte) last);
        }
        return size;
    }

    /** Whether bytes are those of a sequence, and nothing but them. */
    boolean matches(long sequence, DirectBuffer buffer, int offset, int length)
    {
        if (length != size(sequence))
        {
            return false;
        }
        long seed = seed(sequence);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES)
        {
            if (buffer.getLong(offset + at, ByteOrder.LITTLE_ENDIAN) != word(seed, at))
            {
                return false;
            }
        }
        long last = word(seed, at);
        for (; at < length; at++, last >>>= Byte.SIZE)
        {
            if (buffer.getByte(offset + at) != (byte) last)
            {
                return false;
            }
        }
        return true;
    }

    private long seed(long sequence)
    {
        return mix(salt ^ sequence);
    }

    private static long word(long seed, int at)
    {
        return (seed + at) * 0x9E37_79B9_7F4A_7C15L;
    }

    /** The finaliser of SplitMix64: every bit of the answer depends on every bit of the question. */
    static long mix(long value)
    {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
