package io.ringmain.journal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.ringmain.event.BatchingHandler;

/**
 * How far a journal is written, and how far it is forced to the disk; forces it where the policy is every so often.
 *
 * <ul>
 * <li>Owner: the lane writes {@code written}; {@code durable} is written by the lane with {@link SyncPolicy.EveryBatch}, and
 * otherwise by the thread {@code journal/<name>/sync}.
 * <li>Readers: any thread.
 * <li>Invariants: {@code durable <= written}; what is durable was written before its force began, and lies in segments that
 * the index knows.
 * <li>Progress: the gate waits for the sync thread, and ends when that has failed, or by an interrupt.
 * </ul>
 */
final class Durability implements AutoCloseable
{
    private static final long LOOK_AGAIN_NS = 20_000;

    private final SyncPolicy policy;
    private final SegmentAppender appender;
    private final Prefill prefill;
    private final AtomicLong written;
    private final AtomicLong durable;
    private final Thread thread;
    private volatile JournalException failure;
    private volatile boolean closed;

    Durability(SyncPolicy policy, SegmentAppender appender, Prefill prefill, long lastSequence, boolean forced,
            String name)
    {
        this.policy = policy;
        this.appender = appender;
        this.prefill = prefill;
        written = new AtomicLong(lastSequence);
        durable = new AtomicLong(forced ? lastSequence : JournalTail.NONE);
        thread = policy instanceof SyncPolicy.Every every
                ? new Thread(() -> forceEvery(every.intervalNs()), "journal/" + name + "/sync")
                : null;
        if (thread != null)
        {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Tells what was appended; by the lane. */
    void appended(long sequence)
    {
        // release: whoever sees it sees the excerpt; pairs with getAcquire in written()
        written.setRelease(sequence);
    }

    /** The ring's batch has ended; by the lane. */
    void batchEnded()
    {
        JournalException failed = failure;
        if (failed != null)
        {
            throw failed;
        }
        if (policy instanceof SyncPolicy.EveryBatch)
        {
            try
            {
                appender.force();
                awaitFormer();
            }
            catch (JournalException e)
            {
                // for whoever waits at the gate
                failure = e;
                throw e;
            }
            durable.setRelease(written.getPlain());
        }
    }

    /** Costs time only behind a roll. */
    private void awaitFormer()
    {
        try
        {
            awaitFormer(appender.segment(), () -> false);
        }
        catch (IOException e)
        {
            throw prefill.broken("A full segment could not be forced to disk", e);
        }
    }

    long written()
    {
        return written.getAcquire();
    }

    long durable()
    {
        return durable.getAcquire();
    }

    /** All that was written is on the disk: the journal was closed. */
    void allForced()
    {
        durable.setRelease(written.getPlain());
    }

    private void forceEvery(long intervalNs)
    {
        try
        {
            while (!closed)
            {
                LockSupport.parkNanos(this, intervalNs);
                force();
            }
        }
        catch (IOException e)
        {
            failure = prefill.broken("What was written could not be forced to disk", e);
        }
        catch (RuntimeException | Error e)
        {
            failure = new JournalException("The journal could not be forced to disk: " + e, e);
        }
    }

    private void force() throws IOException
    {
        long sequence = written.getAcquire();
        if (sequence == durable.getPlain())
        {
            return;
        }
        // what was written so far lies in this segment and in those before it, which are being forced meanwhile
        SegmentWriter open = appender.segment();
        boolean forced = open.force();
        if (awaitFormer(open, () -> closed) && (forced || prefill.isForced(open.cycle())))
        {
            durable.setRelease(sequence);
        }
    }

    private boolean awaitFormer(SegmentWriter open, BooleanSupplier givenUp) throws IOException
    {
        return open.cycle() == appender.firstCycle() || prefill.awaitForced(open.cycle() - 1, givenUp);
    }

    /** A stage that ends a batch only when all of it is durable. */
    <E> BatchingHandler<E> gate()
    {
        if (policy instanceof SyncPolicy.None)
        {
            throw new IllegalStateException(
                    "a stage is to wait until the journal is forced to disk, but its sync policy is none: it would wait until the journal is closed; choose SyncPolicy.every(...) or everyBatch()");
        }
        return (event, sequence, endOfBatch) ->
        {
            if (endOfBatch)
            {
                awaitDurable(written());
            }
        };
    }

    private void awaitDurable(long sequence)
    {
        while (durable.getAcquire() < sequence)
        {
            JournalException failed = failure;
            if (failed != null)
            {
                throw failed;
            }
            if (closed || Thread.currentThread().isInterrupted())
            {
                throw new JournalException(
                        "Sequence %d was not forced to disk before the end; %d is the last that was.".formatted(
                                sequence,
                                durable.getPlain()));
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NS);
        }
    }

    /** Ends the thread. */
    @Override
    public void close()
    {
        closed = true;
        if (thread == null)
        {
            return;
        }
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive())
        {
            try
            {
                thread.join();
            }
            catch (InterruptedException e)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
