package io.ringmain.benchmarks.parts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the JDK has: a buffer outside the heap, in the machine's byte order. */
final class ByteBufferOrders implements OrderFormat
{
    private final ByteBuffer buffer;

    ByteBufferOrders(int places)
    {
        buffer = ByteBuffer.allocateDirect(places * PLACE_BYTES).order(ByteOrder.nativeOrder());
    }

    @Override
    public int write(Order order, int place)
    {
        int from = place * PLACE_BYTES;
        buffer.position(from);
        buffer.putLong(order.id).putLong(order.timeNs).putLong(order.symbol).putLong(order.priceTicks)
                .putInt(order.quantity).put((byte) (order.isBuy ? 1 : 0));
        return buffer.position() - from;
    }

    @Override
    public void read(int place, Order into)
    {
        buffer.position(place * PLACE_BYTES);
        into.id = buffer.getLong();
        into.timeNs = buffer.getLong();
        into.symbol = buffer.getLong();
        into.priceTicks = buffer.getLong();
        into.quantity = buffer.getInt();
        into.isBuy = buffer.get() != 0;
    }
}
