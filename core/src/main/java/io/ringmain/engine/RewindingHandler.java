package io.ringmain.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RewindableEventHandler;
import com.lmax.disruptor.RewindableException;

/** Makes the Disruptor's rewindable handler one like all others. Template: cloned for each, see {@link Specializer}. */
final class RewindingHandler<E> implements EventHandler<E>
{
    private final String stage;
    private final RewindableEventHandler<? super E> handler;

    RewindingHandler(String stage, RewindableEventHandler<? super E> handler)
    {
        this.stage = stage;
        this.handler = handler;
    }

    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch) throws Exception
    {
        try
        {
            handler.onEvent(event, sequence, endOfBatch);
        }
        catch (RewindableException again)
        {
            throw new StageRewind(stage, sequence, again);
        }
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth)
    {
        handler.onBatchStart(batchSize, queueDepth);
    }

    @Override
    public void onStart()
    {
        handler.onStart();
    }

    @Override
    public void onShutdown()
    {
        handler.onShutdown();
    }

    @Override
    public void onTimeout(long sequence) throws Exception
    {
        handler.onTimeout(sequence);
    }
}
