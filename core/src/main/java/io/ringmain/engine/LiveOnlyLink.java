package io.ringmain.engine;

/**
 * A live-only stage of a pipeline that replays, in its chain: muted until it goes live. Template: cloned for each such
 * stage, see {@link Specializer}, so that the call behind the one branch has one target, and no other stage has the branch.
 * Hot path.
 *
 * <p>
 * Owner: its lane, which also lets it go live, between two turns: no batch is half muted. Its place in the graph is what it
 * is live: behind a muted journal events still come batch by batch.
 */
final class LiveOnlyLink<E> implements Link<E>
{
    /** The stage alone. */
    private final Link<E> stage;
    /** The rest of the chain, or null. */
    private final Link<E> next;
    private boolean live;

    LiveOnlyLink(Link<E> stage, Link<E> next)
    {
        this.stage = stage;
        this.next = next;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth)
    {
        if (live)
        {
            stage.onBatchStart(batchSize, queueDepth);
        }
        if (next != null)
        {
            next.onBatchStart(batchSize, queueDepth);
        }
    }

    @Override
    public void onEvent(E event, long sequence, boolean endOfBatch)
    {
        if (live)
        {
            stage.onEvent(event, sequence, endOfBatch);
        }
        if (next != null)
        {
            next.onEvent(event, sequence, endOfBatch);
        }
    }

    @Override
    public void onTimeout(long sequence)
    {
        if (live)
        {
            stage.onTimeout(sequence);
        }
        if (next != null)
        {
            next.onTimeout(sequence);
        }
    }

    @Override
    public void goLive()
    {
        stage.onStart();
        live = true;
        if (next != null)
        {
            next.goLive();
        }
    }

    /** The stage itself starts when it goes live. */
    @Override
    public void onStart()
    {
        if (next != null)
        {
            next.onStart();
        }
    }

    /** A stage that has never started is not asked to end. */
    @Override
    public void onShutdown()
    {
        StageFailure first = null;
        try
        {
            stage.onShutdown();
        }
        catch (StageFailure failure)
        {
            first = failure;
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
