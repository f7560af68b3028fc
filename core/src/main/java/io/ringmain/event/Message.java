package io.ringmain.event;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A binary event: a fixed window into the one direct slab of its ring, so that a journal or a bridge copies it as it lies.
 * Hot path.
 *
 * <pre>
 *   byte   0         4           8                16                  16 + length      16 + capacity
 *          +---------+-----------+----------------+-------------------+----------------+
 *          | length  | partition | position       | payload           | left over      |
 *          | int     | int       | long           |                   | from before    |
 *          +---------+-----------+----------------+-------------------+----------------+
 *          in the byte order of the machine; the first byte lies on a cache line of its own, see {@link MessageSlab}
 * </pre>
 *
 * <p>
 * Owner: its publisher between claim and commit, then the stages in turn. Invariants: {@code 0 <= length <= capacity};
 * nothing here reaches beyond the window, as long as Agrona's bounds checks are on. A slot keeps what its former use left:
 * who fills it sets the length, and the position if any was ever set. Progress: plain memory accesses, nothing is
 * allocated; the ring's publication makes them visible.
 */
public final class Message implements Positioned
{
    /** The bytes before the payload. */
    public static final int HEADER_BYTES = 16;

    private static final int LENGTH = 0;
    private static final int PARTITION = 4;
    private static final int POSITION = 8;

    private final UnsafeBuffer window;
    private final int capacity;

    Message(UnsafeBuffer window)
    {
        this.window = window;
        capacity = window.capacity() - HEADER_BYTES;
        position(0, NO_POSITION);
    }

    /**
     * The memory that holds this event. The payload begins at {@link #offset()}; the buffer ends with the payload's
     * capacity, so that a write too far is an exception and not the next event's damage.
     *
     * @return the same for the life of the ring
     */
    public MutableDirectBuffer buffer()
    {
        return window;
    }

    /**
     * Where the payload begins.
     *
     * @return bytes from the start of {@link #buffer()}
     */
    public int offset()
    {
        return HEADER_BYTES;
    }

    /**
     * How long the payload is.
     *
     * @return bytes
     */
    public int length()
    {
        return window.getInt(LENGTH);
    }

    /**
     * Says how long the payload is, once it has been written to {@link #buffer()}.
     *
     * @param lengthBytes from 0 to {@link #capacity()}
     * @throws IllegalArgumentException when it is neither
     */
    public void length(int lengthBytes)
    {
        checkFits(lengthBytes);
        window.putInt(LENGTH, lengthBytes);
    }

    /**
     * How long the payload can be.
     *
     * @return bytes
     */
    public int capacity()
    {
        return capacity;
    }

    /**
     * Copies a payload into this event and sets its length.
     *
     * @param source       where from
     * @param sourceOffset its first byte, in bytes from the start of {@code source}
     * @param lengthBytes  from 0 to {@link #capacity()}
     * @throws IllegalArgumentException when it is longer; nothing has changed then
     */
    public void put(DirectBuffer source, int sourceOffset, int lengthBytes)
    {
        checkFits(lengthBytes);
        window.putBytes(HEADER_BYTES, source, sourceOffset, lengthBytes);
        window.putInt(LENGTH, lengthBytes);
    }

    /**
     * Copies the payload out.
     *
     * @param target       where to
     * @param targetOffset for its first byte, in bytes from the start of {@code target}
     * @return how many bytes were copied
     */
    public int get(MutableDirectBuffer target, int targetOffset)
    {
        int lengthBytes = length();
        // by the target, not by this: a buffer that grows does so when it is written to
        target.putBytes(targetOffset, window, HEADER_BYTES, lengthBytes);
        return lengthBytes;
    }

    /**
     * Where the record lies, header first, for raw copies of {@code HEADER_BYTES + length()} bytes. Valid as long as this
     * event can be reached.
     *
     * @return an address outside of the heap
     */
    public long addressOffset()
    {
        return window.addressOffset();
    }

    @Override
    public int partition()
    {
        return window.getInt(PARTITION);
    }

    @Override
    public long position()
    {
        return window.getLong(POSITION);
    }

    @Override
    public void position(int partition, long position)
    {
        window.putInt(PARTITION, partition);
        window.putLong(POSITION, position);
    }

    @Override
    public String toString()
    {
        return "message of " + length() + " bytes at " + partition() + ":" + position();
    }

    private void checkFits(int lengthBytes)
    {
        if (lengthBytes < 0 || lengthBytes > capacity)
        {
            throw new IllegalArgumentException("a payload of " + lengthBytes + " bytes does not fit a message of " +
                    capacity + " at most; describe the ring with a larger maxPayloadBytes");
        }
    }
}
