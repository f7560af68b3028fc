package io.ringmain.event;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A message's bytes are its payload, as it is. Partition and position are not among them: whoever keeps a
 * {@link Positioned} event keeps those beside it.
 *
 * <p>
 * Threading: has no state, so any thread may call.
 */
public final class MessageCodec implements Codec<Message>
{
    /** Copies out. {@inheritDoc} */
    @Override
    public int encode(Message event, MutableDirectBuffer buffer, int offset)
    {
        return event.get(buffer, offset);
    }

    /**
     * Copies in. {@inheritDoc}
     *
     * @throws IllegalArgumentException when the event is too small; it has not changed then
     */
    @Override
    public void decode(DirectBuffer buffer, int offset, int length, Message event)
    {
        event.put(buffer, offset, length);
    }
}
