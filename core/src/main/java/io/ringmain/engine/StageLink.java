package io.ringmain.engine;

import com.lmax.disruptor.EventHandler;

/**
 * One stage in a chain. Template: cloned for each stage, see {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its lane. The rest of the chain is called for an event that this stage drops, too: no stage that comes after a
 * dropping one is ever in the same chain, see {@link Chain}.
 */
final class StageLink<E> implements Link<E>
{
    private final String stage;
    private final EventHandler<? super E> handler;
    private final Failures<E> failures;
    /** The rest of the chain, or null. */
    private final Link<E> next;

    StageLink(String stage, EventHandler<? super E> handler, Failures<E> failures, Link<E> next)
    {
        this.stage = stage;
        this.handler = handler;
        this.failures = failures;
        this.next = next;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth)
    {
        try
        {
            handler.onBatchStart(batchSize, queueDepth);
        }
        catch (RuntimeException | Error e)
        {
            throw new StageFailure(stage, StageFailure.NO_SEQUENCE, e);
        }
        if (next != null)
        {
            next.onBatchStart(batchSize, queueDepth);
        }
    }

    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch)
    {
        try
        {
            handler.onEvent(event, sequence, endOfBatch);
        }
        catch (Throwable t)
        {
            failures.resolve(handler, event, sequence, endOfBatch, t);
        }
        if (next != null)
        {
            next.onEvent(event, sequence, endOfBatch);
        }
    }

    @Override
    public void onTimeout(long sequence)
    {
        try
        {
            handler.onTimeout(sequence);
        }
        catch (Exception | Error e)
        {
            throw new StageFailure(stage, sequence, e);
        }
        if (next != null)
        {
            next.onTimeout(sequence);
        }
    }

    @Override
    public void onStart()
    {
        try
        {
            handler.onStart();
        }
        catch (RuntimeException | Error e)
        {
            throw new StageFailure(stage, StageFailure.NO_SEQUENCE, e);
        }
        if (next != null)
        {
            next.onStart();
        }
    }

    @Override
    public void onShutdown()
    {
        StageFailure first = null;
        try
        {
            handler.onShutdown();
        }
        catch (RuntimeException | Error e)
        {
            first = new StageFailure(stage, StageFailure.NO_SEQUENCE, e);
        }
        if (next != null)
        {
            try
            {
                next.onShutdown();
            }
            catch (StageFailure later)
            {
                first = first == null ? later : first;
            }
        }
        if (first != null)
        {
            throw first;
        }
    }
}
