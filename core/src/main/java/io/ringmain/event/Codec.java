package io.ringmain.event;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes an event of the user's type as bytes, and reads it back. What is encoded is what a journal keeps, so decoding
 * must restore everything that the deterministic stages look at.
 *
 * <p>
 * Threading: one instance may be called from several lanes at once, so it keeps no state between calls.
 *
 * @param <E> the event
 */
public interface Codec<E>
{
    /**
     * Writes the event at {@code offset}. The buffer grows when it is too small, unless the caller bounds it.
     *
     * @param event  what to write
     * @param buffer where to
     * @param offset the first byte, in bytes from the start of the buffer
     * @return how many bytes were written
     */
    int encode(E event, MutableDirectBuffer buffer, int offset);

    /**
     * Fills a preallocated event from bytes that {@link #encode} wrote. Every field is set, so that nothing of the
     * slot's former event is left over.
     *
     * @param buffer where from
     * @param offset the first byte, in bytes from the start of the buffer
     * @param length how many bytes {@link #encode} returned
     * @param event  what to fill
     */
    void decode(DirectBuffer buffer, int offset, int length, E event);
}
