package io.ringmain.benchmarks.engine;

import java.util.Queue;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/** Agrona's bounded arrays. */
final class AgronaEdge implements Edge
{
    private final Queue<BenchEvent> queue;
    private final Waits waits;

    AgronaEdge(int capacity, int producers, Waits waits)
    {
        queue = producers == 1
                ? new OneToOneConcurrentArrayQueue<>(capacity)
                : new ManyToOneConcurrentArrayQueue<>(capacity);
        this.waits = waits;
    }

    @Override
    public void put(BenchEvent event) throws InterruptedException
    {
        for (int looks = 0; !queue.offer(event); looks++)
        {
            Pause.between(looks, waits);
        }
    }

    @Override
    public BenchEvent take() throws InterruptedException
    {
        BenchEvent event = queue.poll();
        for (int looks = 0; event == null; looks++)
        {
            Pause.between(looks, waits);
            event = queue.poll();
        }
        return event;
    }
}
