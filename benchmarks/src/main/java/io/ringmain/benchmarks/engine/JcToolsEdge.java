package io.ringmain.benchmarks.engine;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

/** JCTools' bounded arrays, by their relaxed methods, which may say "full" or "empty" a moment too long and are faster. */
final class JcToolsEdge implements Edge
{
    private final MessagePassingQueue<BenchEvent> queue;
    private final Waits waits;

    JcToolsEdge(int capacity, int producers, Waits waits)
    {
        queue = newQueue(capacity, producers);
        this.waits = waits;
    }

    static MessagePassingQueue<BenchEvent> newQueue(int capacity, int producers)
    {
        return producers == 1 ? new SpscArrayQueue<>(capacity) : new MpscArrayQueue<>(capacity);
    }

    @Override
    public void put(BenchEvent event) throws InterruptedException
    {
        for (int looks = 0; !queue.relaxedOffer(event); looks++)
        {
            Pause.between(looks, waits);
        }
    }

    @Override
    public BenchEvent take() throws InterruptedException
    {
        BenchEvent event = queue.relaxedPoll();
        for (int looks = 0; event == null; looks++)
        {
            Pause.between(looks, waits);
            event = queue.relaxedPoll();
        }
        return event;
    }
}
