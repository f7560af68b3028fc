package io.ringmain.pipeline;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Lets publishers that meet at a ring take turns. Two threads that claim one slot each, again and again, move the claim's
 * cache line from core to core for every event. When a thread finds that others got in between its claims, and did so a
 * moment ago already, it pauses before its next claim, so that another has the line to itself for a while. Hot path.
 *
 * <p>
 * Owner of a cell: the threads that share it by their number, mostly one. Readers: none. Invariants: none; what is lost in a
 * race costs a pause too many or too few. Progress: a pause ends after {@link #PAUSE_NS}, or when the
 * operating system gives the CPU back.
 */
final class TakingTurns
{
    private static final long PAUSE_NS = 2_000;
    /** Gaps further apart than this are chance, not contention. */
    private static final long OFTEN_NS = 1_000;
    private static final int MAX_SPINS = 200;
    private static final int CELLS = 32;
    /** A cell has two cache lines to itself. */
    private static final int LONGS = 16;
    private static final int LAST = 0;
    private static final int GAP_NS = 1;
    private static final int PAUSES = 2;

    /** Holds no state, since threads share it; yields, as the others may need this very CPU. */
    private final IdleStrategy idle = new YieldingIdleStrategy();
    private final long[] cells = new long[(CELLS + 1) * LONGS];

    /** Before a claim; returns where the calling thread's cell is. */
    int before()
    {
        int cell = ((int) Thread.currentThread().getId() & (CELLS - 1)) * LONGS + LONGS;
        if (cells[cell + PAUSES] != 0)
        {
            cells[cell + PAUSES] = 0;
            pause();
        }
        return cell;
    }

    /** After a claim. */
    void after(int cell, long first, long last)
    {
        if (cells[cell + LAST] != first - 1)
        {
            othersCameBetween(cell);
        }
        cells[cell + LAST] = last;
    }

    private void othersCameBetween(int cell)
    {
        long nowNs = System.nanoTime();
        if (nowNs - cells[cell + GAP_NS] < OFTEN_NS)
        {
            cells[cell + PAUSES] = 1;
        }
        cells[cell + GAP_NS] = nowNs;
    }

    private void pause()
    {
        long startNs = System.nanoTime();
        for (int i = 0; i < MAX_SPINS && System.nanoTime() - startNs < PAUSE_NS; i++)
        {
            idle.idle();
        }
    }
}
