package io.ringmain.benchmarks.parts;

import net.openhft.chronicle.bytes.Bytes;

/** Chronicle Bytes outside the heap, field by field: its documentation's fastest way for an object of one's own. */
final class ChronicleOrders implements OrderFormat
{
    private final Bytes<?> bytes;

    ChronicleOrders(int places)
    {
        bytes = Bytes.allocateDirect((long) places * PLACE_BYTES);
    }

    @Override
    public int write(Order order, int place)
    {
        long from = (long) place * PLACE_BYTES;
        bytes.writePosition(from);
        bytes.writeLong(order.id);
        bytes.writeLong(order.timeNs);
        bytes.writeLong(order.symbol);
        bytes.writeLong(order.priceTicks);
        bytes.writeInt(order.quantity);
        bytes.writeBoolean(order.isBuy);
        return (int) (bytes.writePosition() - from);
    }

    @Override
    public void read(int place, Order into)
    {
        bytes.writePosition(bytes.capacity());
        bytes.readPosition((long) place * PLACE_BYTES);
        into.id = bytes.readLong();
        into.timeNs = bytes.readLong();
        into.symbol = bytes.readLong();
        into.priceTicks = bytes.readLong();
        into.quantity = bytes.readInt();
        into.isBuy = bytes.readBoolean();
    }
}
