package io.ringmain.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Standard input or a named pipe. Reading such a thing waits for as long as its writer likes and cannot be interrupted, so a
 * thread of its own does it, a few chunks ahead.
 *
 * <pre>
 * Owner       the thread record/input fills chunks; whoever polls empties them
 * Readers     none
 * Invariants  a chunk belongs to one side at a time; both queues hold all chunks there are
 * Progress    the reader waits when all chunks are full; the poller for a moment at most
 * </pre>
 */
final class PipeInput implements Input
{
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int CHUNKS = 4;
    private static final long MOMENT_MS = 20;

    private final InputStream in;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread = new Thread(this::readAll, "record/input");
    private Chunk current;
    private int taken;
    private boolean nothingBefore;

    private static final class Chunk
    {
        private final byte[] bytes = new byte[CHUNK_BYTES];
        private int length;
        private IOException failure;
    }

    PipeInput(InputStream in)
    {
        this.in = in;
        for (int i = 0; i < CHUNKS; i++)
        {
            empty.add(new Chunk());
        }
        // a read that never ends must not keep the process
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException
    {
        if (current == null)
        {
            current = poll();
            if (current == null)
            {
                nothingBefore = true;
                return 0;
            }
            nothingBefore = false;
            taken = 0;
        }
        if (current.failure != null)
        {
            throw current.failure;
        }
        if (current.length < 0)
        {
            // stays, for whoever asks again
            return END;
        }
        int count = Math.min(length, current.length - taken);
        System.arraycopy(current.bytes, taken, into, offset, count);
        taken += count;
        if (taken == current.length)
        {
            empty.add(current);
            current = null;
        }
        return count;
    }

    private Chunk poll()
    {
        if (!nothingBefore)
        {
            return full.poll();
        }
        try
        {
            return full.poll(MOMENT_MS, TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void readAll()
    {
        try
        {
            boolean more = true;
            while (more)
            {
                Chunk chunk = empty.take();
                try
                {
                    chunk.length = in.read(chunk.bytes);
                }
                catch (IOException e)
                {
                    chunk.failure = e;
                }
                more = chunk.length >= 0 && chunk.failure == null;
                full.put(chunk);
            }
        }
        catch (InterruptedException e)
        {
            // closed
        }
    }

    @Override
    public double share()
    {
        return -1;
    }

    /** Leaves the stream open: closing it would wait for a read that is under way. */
    @Override
    public void close()
    {
        thread.interrupt();
    }
}
