package io.ringmain.benchmarks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;

/**
 * Hand-made batches, forced by hand: after each of them by the thread that writes, or again and again by one of its own.
 * The caller's thread and that one; {@code written} and {@code durable} have one writer each.
 */
final class ForcedBatches implements ForcedAppender, BatchingHandler<Message>
{
    private final Path folder;
    private final BatchedAppender batches;
    private final Thread helper;
    private int forcedCycle = BatchedAppender.FIRST_CYCLE;
    private FileChannel channel;
    private volatile long written;
    private volatile long durable;
    private volatile boolean ended;

    /** {@code intervalNs} 0: after each batch. */
    ForcedBatches(Path folder, Volume volume, long intervalNs)
    {
        this.folder = folder;
        batches = new BatchedAppender(folder, volume, false);
        helper = intervalNs == 0 ? null : new Thread(() -> forceEvery(intervalNs), "force");
        if (helper != null)
        {
            helper.setDaemon(true);
            helper.start();
        }
    }

    @Override
    public BatchingHandler<Message> stage()
    {
        return this;
    }

    @Override
    public void onEvent(Message event, long sequence, boolean endOfBatch)
    {
        batches.onEvent(event, sequence, endOfBatch);
        if (endOfBatch)
        {
            written = sequence + 1;
            if (helper == null)
            {
                force();
            }
        }
    }

    @Override
    public long durableEvents()
    {
        return durable;
    }

    private void forceEvery(long intervalNs)
    {
        while (!ended)
        {
            long startNs = System.nanoTime();
            if (written > durable)
            {
                force();
            }
            LockSupport.parkNanos(Math.max(1, intervalNs - (System.nanoTime() - startNs)));
        }
    }

    /** What was written when this began, in the segment that is open and in those that were ended since the last time. */
    private void force()
    {
        long upTo = written;
        int last = batches.cycle();
        try
        {
            while (true)
            {
                if (channel == null)
                {
                    channel = FileChannel.open(HandMadeSegments.segment(folder, forcedCycle), StandardOpenOption.WRITE);
                }
                channel.force(false);
                if (forcedCycle == last)
                {
                    break;
                }
                channel.close();
                channel = null;
                forcedCycle++;
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        durable = upTo;
    }

    @Override
    public void close()
    {
        ended = true;
        try
        {
            if (helper != null)
            {
                helper.join();
            }
            if (channel != null)
            {
                channel.close();
            }
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        batches.close();
    }
}
