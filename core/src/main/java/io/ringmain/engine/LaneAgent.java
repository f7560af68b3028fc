package io.ringmain.engine;

import java.util.concurrent.CountDownLatch;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;

/**
 * One thread's work: polls the loops of its stages in turn, in the order of the graph. Template: cloned for each lane, see
 * {@link Specializer}. Hot path.
 *
 * <p>
 * Owner: its thread. Progress: a turn handles at most one batch of each loop.
 */
final class LaneAgent implements Agent
{
    /** A batch smaller than this, taken without idling before it, means lock-step with the publisher. */
    private static final int SMALL_BATCH = 64;
    /** A batch larger than this means that the pause may be shorter. */
    private static final int LARGE_BATCH = 512;
    private static final long MIN_GATHER_NS = 250;
    private static final long MAX_GATHER_NS = 4_000;
    /** Slower than one event in this time is no lock-step. */
    private static final long LOCK_STEP_NS = 100;
    /** In case a clock stands still. */
    private static final int MAX_GATHER_SPINS = 1_000;
    /** Turns further apart than this date events too roughly. */
    private static final long NAP_NS = 2_000;
    private static final int TURNS_AWAKE = 1024;

    private final String roleName;
    private final LaneLoops loops;
    private final Control control;
    private final LaneStop stop;
    private final LaneClock clock;
    private final CountDownLatch started;
    private final IdleStrategy gatherIdle;
    /** Not added while publishers were at work. */
    private final boolean fromTheStart;

    private boolean lastTurnWorked;
    private boolean naps = true;
    private int turnsSinceNap;
    private long gatherNs = MIN_GATHER_NS;
    /** The turn before paused. */
    private boolean gathered;
    private long lastIdleNs;

    LaneAgent(String roleName, LaneLoops loops, Control control, LaneStop stop, LaneClock clock, CountDownLatch started,
            IdleStrategy gatherIdle, boolean fromTheStart)
    {
        this.roleName = roleName;
        this.loops = loops;
        this.control = control;
        this.stop = stop;
        this.clock = clock;
        this.started = started;
        this.gatherIdle = gatherIdle;
        this.fromTheStart = fromTheStart;
    }

    @Override
    public void onStart()
    {
        for (Loop loop : loops.all())
        {
            loop.onStart();
            loop.naps(true);
        }
        if (fromTheStart)
        {
            // the intake opens later; what was built long ago must not date the first events
            clock.read();
            for (Loop loop : loops.all())
            {
                loop.dateFromNow();
            }
        }
        started.countDown();
    }

    @Override
    public int doWork()
    {
        if (control.called() || stop.asked())
        {
            lookUp();
        }
        if (naps)
        {
            clock.read();
        }
        int handled = 0;
        for (Loop loop : loops.all())
        {
            handled += loop.poll();
        }
        if (handled == 0)
        {
            idleTurn();
        }
        else
        {
            busyTurn(handled);
        }
        return handled;
    }

    @Override
    public void onClose()
    {
        if (!control.stopped() && !stop.asked())
        {
            control.fail(StageFailure.ofLane(roleName,
                    new InterruptedException("somebody interrupted the lane's thread")));
        }
        for (Loop loop : loops.all())
        {
            try
            {
                loop.naps(false);
                loop.onShutdown();
            }
            catch (StageFailure failure)
            {
                if (!stop.givenUp())
                {
                    control.fail(failure);
                }
            }
        }
    }

    @Override
    public String roleName()
    {
        return roleName;
    }

    private void lookUp()
    {
        if (control.stopped() || stop.asked())
        {
            throw new AgentTerminationException();
        }
        if (fromTheStart)
        {
            control.standstill().attend(loops.all(), clock);
        }
    }

    private void busyTurn(int handled)
    {
        if (handled > LARGE_BATCH)
        {
            gatherNs = Math.max(MIN_GATHER_NS, gatherNs >> 1);
        }
        else if (lastTurnWorked && handled < SMALL_BATCH && !loops.shareThread())
        {
            gatherIfItHelps(handled);
        }
        lastTurnWorked = true;
        stayAwake();
    }

    /**
     * After a pause that brought few events for its length there is no lock-step, just a low rate: the next look comes at
     * once, and the lane may go idle.
     */
    private void gatherIfItHelps(int handled)
    {
        if (gathered && handled * LOCK_STEP_NS < gatherNs)
        {
            gathered = false;
            gatherNs = MIN_GATHER_NS;
        }
        else
        {
            gatherNs = gathered ? Math.min(MAX_GATHER_NS, gatherNs << 1) : MIN_GATHER_NS;
            gathered = true;
            gather();
        }
    }

    /**
     * A lane that takes each event as soon as it is published polls the publisher's cache line after every event, its
     * prefetcher takes the lines that the publisher is about to fill, and both crawl; a moment later there is a batch to
     * take. An idle lane never comes here.
     */
    private void gather()
    {
        long startNs = clock.nowNs();
        for (int i = 0; i < MAX_GATHER_SPINS && clock.read() - startNs < gatherNs; i++)
        {
            gatherIdle.idle();
        }
    }

    private void idleTurn()
    {
        long nowNs = clock.read();
        gatherNs = MIN_GATHER_NS;
        gathered = false;
        boolean napped = !lastTurnWorked && nowNs - lastIdleNs > NAP_NS;
        lastIdleNs = nowNs;
        if (napped)
        {
            turnsSinceNap = 0;
            if (!naps)
            {
                tellLoops(true);
            }
        }
        else
        {
            stayAwake();
        }
        lastTurnWorked = false;
    }

    private void stayAwake()
    {
        if (naps && ++turnsSinceNap >= TURNS_AWAKE)
        {
            tellLoops(false);
        }
    }

    private void tellLoops(boolean itNaps)
    {
        naps = itNaps;
        for (Loop loop : loops.all())
        {
            loop.naps(itNaps);
        }
    }
}
