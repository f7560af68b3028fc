package io.ringmain.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;

/** An event of any size whose every byte follows from its number, so that a reader can check it. */
final class Note implements Positioned
{
    static final Codec<Note> CODEC = new NoteCodec();

    long number;
    int size = Long.BYTES;
    private int partition;
    private long position = NO_POSITION;

    Note with(long newNumber, int newSize)
    {
        number = newNumber;
        size = newSize;
        return this;
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

    /** Fails when a byte is not what the number asks for. */
    static long check(DirectBuffer buffer, int offset, int length)
    {
        long number = buffer.getLong(offset);
        for (int i = Long.BYTES; i < length; i++)
        {
            if (buffer.getByte(offset + i) != (byte) (number + i))
            {
                throw new AssertionError("byte " + i + " of note " + number + " is " + buffer.getByte(offset + i));
            }
        }
        return number;
    }

    private static final class NoteCodec implements Codec<Note>
    {
        @Override
        public int encode(Note note, MutableDirectBuffer buffer, int offset)
        {
            buffer.putLong(offset, note.number);
            for (int i = Long.BYTES; i < note.size; i++)
            {
                buffer.putByte(offset + i, (byte) (note.number + i));
            }
            return note.size;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Note note)
        {
            note.with(check(buffer, offset, length), length);
        }
    }
}
