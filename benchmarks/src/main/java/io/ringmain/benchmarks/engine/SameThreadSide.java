package io.ringmain.benchmarks.engine;

import com.lmax.disruptor.EventHandler;

/** No engine at all: the publisher's thread calls the stages. What any hand-over is to be compared with. */
final class SameThreadSide implements Side
{
    private final EventHandler<BenchEvent> stages;
    private final BenchEvent event = new BenchEvent();
    private long sequence;

    SameThreadSide(Work work)
    {
        this.stages = work.inOne();
    }

    @Override
    public void publish(long first, long count)
    {
        for (long value = first; value < first + count; value++)
        {
            send(value);
        }
    }

    @Override
    public void send(long value)
    {
        event.value = value;
        try
        {
            stages.onEvent(event, sequence++, true);
        }
        catch (Exception e)
        {
            throw new IllegalStateException("a stage has failed", e);
        }
    }

    @Override
    public void close()
    {
        // has no thread
    }
}
