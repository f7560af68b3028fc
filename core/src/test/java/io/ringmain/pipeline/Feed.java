package io.ringmain.pipeline;

import java.util.List;

import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.AgentInvoker;

/** What these tests do again and again: publish numbered orders, collect numbers, let an invoked pipeline run dry. */
final class Feed
{
    private Feed()
    {}

    /** Orders 0, 1, 2 … one by one. */
    static void publish(Publisher<Order> publisher, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long id = i;
            publisher.publish(order -> order.id = id);
        }
    }

    /** Orders 0, 1, 2 … at once, so that a lane finds them in one batch. */
    static void publishBatch(Publisher<Order> publisher, int count)
    {
        long first = publisher.claim(count);
        for (int i = 0; i < count; i++)
        {
            publisher.event(first + i).id = i;
        }
        publisher.commit(first, count);
    }

    static EventHandler<Order> into(List<Long> seen)
    {
        return (order, sequence, endOfBatch) -> seen.add(order.id);
    }

    static void ignore(Order order, long sequence, boolean endOfBatch)
    {
        // nothing to do
    }

    /** Turns until one finds nothing to do. */
    static void runDry(AgentInvoker lanes)
    {
        while (lanes.invoke() > 0)
        {
            // there may be more
        }
    }
}
