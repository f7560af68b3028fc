package io.ringmain.benchmarks.parts;

import java.util.SplittableRandom;

/** A small event of fixed length: five numbers and a flag. */
final class Order
{
    long id;
    long timeNs;
    long symbol;
    long priceTicks;
    int quantity;
    boolean isBuy;

    static Order random(SplittableRandom random)
    {
        Order order = new Order();
        order.id = random.nextLong();
        order.timeNs = random.nextLong();
        order.symbol = random.nextLong();
        order.priceTicks = random.nextLong(1_000_000);
        order.quantity = random.nextInt(10_000);
        order.isBuy = random.nextBoolean();
        return order;
    }

    boolean isSameAs(Order other)
    {
        return id == other.id && timeNs == other.timeNs && symbol == other.symbol && priceTicks == other.priceTicks &&
                quantity == other.quantity && isBuy == other.isBuy;
    }
}
