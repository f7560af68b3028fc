package io.ringmain.demo;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;

/**
 * A flight in the journal: the record as it came, so that a replay parses what the run parsed.
 *
 * <pre>
 *    0                   8
 *   +-------------------+---------------------- - -
 *   |  sentNs (int64 LE) |  payload, to the end
 *   +-------------------+---------------------- - -
 * </pre>
 */
public final class FlightCodec implements Codec<FlightEvent>
{
    private static final int PAYLOAD_OFFSET = Long.BYTES;

    @Override
    public int encode(FlightEvent event, MutableDirectBuffer buffer, int offset)
    {
        buffer.putLong(offset, event.sentNs(), ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(offset + PAYLOAD_OFFSET, event.payload(), 0, event.payloadLength());
        return PAYLOAD_OFFSET + event.payloadLength();
    }

    @Override
    public void decode(DirectBuffer buffer, int offset, int length, FlightEvent event)
    {
        if (length < PAYLOAD_OFFSET)
        {
            throw new IllegalArgumentException(
                    "A journaled flight has at least " + PAYLOAD_OFFSET + " bytes and this has " +
                            length + ": the recording was made by something else");
        }
        int payloadLength = length - PAYLOAD_OFFSET;
        byte[] payload = event.begin(payloadLength, buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN));
        buffer.getBytes(offset + PAYLOAD_OFFSET, payload, 0, payloadLength);
    }
}
