package io.ringmain.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.concurrent.AgentTerminationException;

import io.ringmain.jfr.FlightEvents;

/**
 * The few flags through which lanes, publishers and the closing thread talk to each other.
 *
 * <p>
 * Owner: none, any thread may set. Readers: every lane once a turn, every publisher before a claim and while it waits.
 * Invariants: the first failure wins and stays; {@code stopped} and an intake closed for good never revert;
 * {@code called} is set for as long as lanes have something to look at. Setters
 * take the monitor, so that an intake never opens behind a failure; reading is wait-free.
 */
public final class Control
{
    private final String pipeline;
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final AtomicReference<StageFailure> failure = new AtomicReference<>();
    private final Standstill standstill = new Standstill(this);
    private volatile Intake intake = Intake.CLOSED;
    /** While the intake pauses: the thread that has asked for it. */
    private volatile Thread pausedBy;
    private volatile boolean stopped;
    private volatile boolean called;

    private enum Intake
    {
        CLOSED, PAUSED, OPEN
    }

    Control(String pipeline)
    {
        this.pipeline = pipeline;
    }

    /** A publisher's way to notice that the intake has closed. */
    void add(Gate gate)
    {
        gates.add(gate);
    }

    /** Lets publishers in, unless a stage has failed meanwhile. */
    public synchronized void openIntake()
    {
        intake = stopped ? Intake.CLOSED : Intake.OPEN;
    }

    /**
     * Lets publishers wait from now on, apart from the pipeline's own lanes, which must come to their end.
     *
     * @return false when it does not take events, or pauses already
     */
    public synchronized boolean pauseIntake()
    {
        if (intake != Intake.OPEN)
        {
            return false;
        }
        pausedBy = Thread.currentThread();
        intake = Intake.PAUSED;
        gates.forEach(Gate::shut);
        return true;
    }

    /** Ends the pause, unless the intake was closed meanwhile. */
    public synchronized void resumeIntake()
    {
        if (intake == Intake.PAUSED)
        {
            intake = Intake.OPEN;
        }
        pausedBy = null;
    }

    /**
     * Whether publishers have to wait.
     *
     * @return false: it is open, or closed
     */
    public boolean intakePaused()
    {
        return intake == Intake.PAUSED;
    }

    /**
     * Whether publishers are turned away.
     *
     * @return false: they may claim, now or after a pause
     */
    public boolean intakeClosed()
    {
        return intake == Intake.CLOSED;
    }

    /**
     * Whether a thread would wait for itself.
     *
     * @param thread any
     * @return true for the one that has paused the intake
     */
    public boolean isPausedBy(Thread thread)
    {
        return pausedBy == thread;
    }

    /** Turns publishers away from now on; those that wait for room are released. */
    public synchronized void closeIntake()
    {
        intake = Intake.CLOSED;
        gates.forEach(Gate::shut);
    }

    /**
     * Whether a publisher may claim.
     *
     * @return false before the start, in a pause, after the close, and after a failure
     */
    public boolean intakeOpen()
    {
        return intake == Intake.OPEN;
    }

    /** Ends every lane at its next turn. */
    public synchronized void stop()
    {
        stopped = true;
        called = true;
    }

    /** Makes every lane look up at its next turn, or lets them be. */
    synchronized void call(boolean lanes)
    {
        called = lanes || stopped;
    }

    /** Whether a lane has to look up: at a stop, or at a {@link Standstill}. One look a turn stands for both. */
    boolean called()
    {
        return called;
    }

    Standstill standstill()
    {
        return standstill;
    }

    /**
     * The first failure of any stage.
     *
     * @return null while there is none
     */
    public StageFailure failure()
    {
        return failure.get();
    }

    void fail(StageFailure first)
    {
        try
        {
            // before others see it, who may end a recording
            FlightEvents.stageFailure(pipeline, first.stage(), first.sequence(), first.getCause(), "halted");
        }
        finally
        {
            halt(first);
        }
    }

    /** What a lane's agent threw; the way in which lanes end is no failure. */
    void laneFailed(String lane, Throwable thrown)
    {
        if (thrown instanceof StageFailure first)
        {
            fail(first);
        }
        else if (!(thrown instanceof AgentTerminationException))
        {
            fail(StageFailure.ofLane(lane, thrown));
        }
    }

    /** Waits for lanes to start, or for the stop: one whose handler throws in onStart never counts down. */
    void await(CountDownLatch lanes) throws InterruptedException
    {
        while (!stopped && !lanes.await(1, TimeUnit.MILLISECONDS))
        {
            // nobody signals a stop
        }
    }

    private synchronized void halt(StageFailure first)
    {
        failure.compareAndSet(null, first);
        intake = Intake.CLOSED;
        gates.forEach(Gate::shut);
        stopped = true;
        called = true;
    }

    String pipeline()
    {
        return pipeline;
    }

    boolean stopped()
    {
        return stopped;
    }
}
