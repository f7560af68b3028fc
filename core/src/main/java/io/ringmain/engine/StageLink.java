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
    /** Its handler was asked to start, so it must be asked to end, even when it could not start. */
    private boolean started;

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
            throw failed(StageFailure.NO_SEQUENCE, e);
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
            throw failed(sequence, e);
        }
        if (next != null)
        {
            next.onTimeout(sequence);
        }
    }

    @Override
    public void goLive()
    {
        if (next != null)
        {
            next.goLive();
        }
    }

    @Override
    public void onStart()
    {
        started = true;
        try
        {
            handler.onStart();
        }
        catch (RuntimeException | Error e)
        {
            throw failed(StageFailure.NO_SEQUENCE, e);
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
            if (started)
            {
                handler.onShutdown();
            }
        }
        catch (RuntimeException | Error e)
        {
            first = failed(StageFailure.NO_SEQUENCE, e);
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

    /** A callback that no policy speaks of. */
    private StageFailure failed(long sequence, Throwable thrown)
    {
        failures.count();
        return new StageFailure(stage, sequence, thrown);
    }
}
