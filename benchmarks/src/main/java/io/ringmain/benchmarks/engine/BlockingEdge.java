package io.ringmain.benchmarks.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** One of the JDK's queues, which wait in their own way. */
final class BlockingEdge implements Edge
{
    private final BlockingQueue<BenchEvent> queue;

    private BlockingEdge(BlockingQueue<BenchEvent> queue)
    {
        this.queue = queue;
    }

    static Edge arrayBlockingQueue(int capacity, int producers, Waits waits)
    {
        return new BlockingEdge(new ArrayBlockingQueue<>(capacity));
    }

    /** It has no capacity: whoever puts never waits, and the heap takes what is not taken. */
    static Edge linkedTransferQueue(int capacity, int producers, Waits waits)
    {
        return new BlockingEdge(new LinkedTransferQueue<>());
    }

    @Override
    public void put(BenchEvent event) throws InterruptedException
    {
        queue.put(event);
    }

    @Override
    public BenchEvent take() throws InterruptedException
    {
        return queue.take();
    }
}
