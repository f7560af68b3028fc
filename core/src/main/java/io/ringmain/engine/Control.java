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
 * Invariants: the first failure wins and stays; {@code stopped} and a closed intake never revert. Setters
 * take the monitor, so that an intake never opens behind a failure; reading is wait-free.
 */
public final class Control
{
    private final String pipeline;
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final AtomicReference<StageFailure> failure = new AtomicReference<>();
    private volatile boolean intakeOpen;
    private volatile boolean stopped;

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
        intakeOpen = !stopped;
    }

    /** Turns publishers away from now on; those that wait for room are released. */
    public synchronized void closeIntake()
    {
        intakeOpen = false;
        gates.forEach(Gate::shut);
    }

    /**
     * Whether a publisher may claim.
     *
     * @return false before the start, after the close, and after a failure
     */
    public boolean intakeOpen()
    {
        return intakeOpen;
    }

    /** Ends every lane at its next turn. */
    public synchronized void stop()
    {
        stopped = true;
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
        intakeOpen = false;
        gates.forEach(Gate::shut);
        stopped = true;
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
