package io.ringmain.benchmarks.parts;

import java.nio.ByteBuffer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.event.Codec;

/** What a user of Ringmain writes. */
final class RingmainOrders implements OrderFormat
{
    private static final int ID = 0;
    private static final int TIME = ID + Long.BYTES;
    private static final int SYMBOL = TIME + Long.BYTES;
    private static final int PRICE = SYMBOL + Long.BYTES;
    private static final int QUANTITY = PRICE + Long.BYTES;
    private static final int SIDE = QUANTITY + Integer.BYTES;
    private static final int LENGTH = SIDE + Byte.BYTES;

    private final Codec<Order> codec = new OrderCodec();
    private final UnsafeBuffer buffer;

    RingmainOrders(int places)
    {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(places * PLACE_BYTES));
    }

    private static final class OrderCodec implements Codec<Order>
    {
        @Override
        public int encode(Order event, MutableDirectBuffer buffer, int offset)
        {
            buffer.putLong(offset + ID, event.id);
            buffer.putLong(offset + TIME, event.timeNs);
            buffer.putLong(offset + SYMBOL, event.symbol);
            buffer.putLong(offset + PRICE, event.priceTicks);
            buffer.putInt(offset + QUANTITY, event.quantity);
            buffer.putByte(offset + SIDE, (byte) (event.isBuy ? 1 : 0));
            return LENGTH;
        }

        @Override
        public void decode(DirectBuffer buffer, int offset, int length, Order event)
        {
            event.id = buffer.getLong(offset + ID);
            event.timeNs = buffer.getLong(offset + TIME);
            event.symbol = buffer.getLong(offset + SYMBOL);
            event.priceTicks = buffer.getLong(offset + PRICE);
            event.quantity = buffer.getInt(offset + QUANTITY);
            event.isBuy = buffer.getByte(offset + SIDE) != 0;
        }
    }

    @Override
    public int write(Order order, int place)
    {
        return codec.encode(order, buffer, place * PLACE_BYTES);
    }

    @Override
    public void read(int place, Order into)
    {
        codec.decode(buffer, place * PLACE_BYTES, LENGTH, into);
    }
}
