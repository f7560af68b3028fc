package io.ringmain.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How hard the helpers of a journal work. They take CPUs from the lanes: a filler that runs through, beside a sealer, can keep
 * a lane waiting for a slice of the scheduler's (what the tail at a roll suggests; not yet seen in a profile). So they work piece by piece, one at a time, with pauses that
 * spread the work over a part of the time that a segment lasts; but without either while the lane has had to wait for them
 * lately.
 *
 * <ul>
 * <li>Owner: the thread of the writer tells of rolls and waits.
 * <li>Readers: the helper threads.
 * <li>Progress: a piece waits for the other helper's piece at most, and a pause is short.
 * </ul>
 */
final class Pace
{
    /** After the lane has waited, so many rolls go by before the helpers take their time again. */
    private static final int HURRIED_ROLLS = 16;

    /** Pauses take a quarter of a segment's time together, so that the work is done long before it is needed. */
    private static final int SHARE = 4;
    private static final long LONGEST_PAUSE_NS = 2_000_000;

    private final ReentrantLock turn = new ReentrantLock();
    private final int pieces;
    private long lastRollNs;
    private int hurriedRolls = HURRIED_ROLLS;

    // 0: no pauses
    private volatile long pauseNs;
    private volatile boolean laneWaits;

    Pace(int pieces)
    {
        this.pieces = pieces;
    }

    void laneWaits()
    {
        laneWaits = true;
        hurriedRolls = HURRIED_ROLLS;
        pauseNs = 0;
    }

    void laneGoesOn()
    {
        laneWaits = false;
    }

    void rolled(long nowNs)
    {
        long lastedNs = nowNs - lastRollNs;
        lastRollNs = nowNs;
        hurriedRolls = Math.max(0, hurriedRolls - 1);
        // a segment that lasts for a second leaves all the time that there need be, whatever was before
        boolean slow = lastedNs > 1_000_000_000L;
        pauseNs = slow || hurriedRolls == 0 ? Math.min(LONGEST_PAUSE_NS, lastedNs / ((long) SHARE * pieces)) : 0;
    }

    /** Does a piece of the work, some hundred microseconds long. */
    void piece(Prefill.Work work) throws IOException
    {
        long pause = pauseNs;
        if (laneWaits || pause == 0)
        {
            work.run();
            return;
        }
        turn.lock();
        try
        {
            work.run();
        }
        finally
        {
            turn.unlock();
        }
        LockSupport.parkNanos(this, pause);
    }
}
