package io.ringmain.engine;

import java.util.concurrent.CountDownLatch;

/**
 * A moment in which every lane stands between two turns, so that another thread may look at the state of all stages. Lanes
 * pay nothing for it: the one look a turn that finds a stop finds this, too. Cold path.
 *
 * <pre>
 *   coordinator   begin ── waits ──────▶ (looks at states) ── goLive ── waits ─────▶ end
 *   each lane        └▶ arrives, waits                          └▶ its errand, waits   └▶ its next turn
 * </pre>
 *
 * <p>
 * Owner: the one thread that has paused the intake. Readers: the lanes. Invariants: what a lane did before it arrived is
 * seen by the owner, through the latch, and what the owner did before the end is seen by the lane, through {@code meeting}.
 * Progress: a stop of the pipeline ends every wait.
 */
final class Standstill
{
    private static final long LOOK_NS = 20_000;

    private final Control control;
    /** Null: none. */
    private volatile Meeting meeting;

    private static final class Meeting
    {
        final CountDownLatch missing;
        final CountDownLatch notLive;
        volatile boolean goLive;

        Meeting(int lanes)
        {
            missing = new CountDownLatch(lanes);
            notLive = new CountDownLatch(lanes);
        }
    }

    Standstill(Control control)
    {
        this.control = control;
    }

    /** Returns when every lane stands still; false when that was not in time, or the pipeline has stopped. */
    boolean begin(int lanes, long deadlineNs)
    {
        Meeting now = new Meeting(lanes);
        meeting = now;
        control.call(true);
        return await(now.missing, deadlineNs);
    }

    /** Returns when every lane's live-only stages have started; false as above. */
    boolean goLive(long deadlineNs)
    {
        Meeting now = meeting;
        now.goLive = true;
        return await(now.notLive, deadlineNs);
    }

    /** Lets the lanes go on. */
    void end()
    {
        meeting = null;
        control.call(false);
    }

    /** A lane, between two turns. */
    void attend(Loop[] loops, LaneClock clock)
    {
        Meeting now = meeting;
        if (now == null)
        {
            return;
        }
        now.missing.countDown();
        boolean live = false;
        while (meeting == now && !control.stopped())
        {
            if (now.goLive && !live)
            {
                for (Loop loop : loops)
                {
                    loop.goLive();
                }
                live = true;
                now.notLive.countDown();
            }
            dateWhatFollows(now, loops, clock);
            Failures.pause(LOOK_NS, control);
        }
    }

    /** Nothing was published before a reading that came before the end, so what is published then is no older. */
    private void dateWhatFollows(Meeting now, Loop[] loops, LaneClock clock)
    {
        clock.read();
        if (meeting == now)
        {
            for (Loop loop : loops)
            {
                loop.dateFromNow();
            }
        }
    }

    private boolean await(CountDownLatch lanes, long deadlineNs)
    {
        while (lanes.getCount() > 0 && !control.stopped() && System.nanoTime() - deadlineNs < 0)
        {
            Failures.pause(LOOK_NS, control);
        }
        return lanes.getCount() == 0;
    }
}
