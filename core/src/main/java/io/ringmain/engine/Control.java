package io.ringmain.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;

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
    private static final VarHandle INTAKE_OPEN;

    static
    {
        try
        {
            INTAKE_OPEN = MethodHandles.lookup().findVarHandle(Control.class, "intakeOpen", boolean.class);
        }
        catch (ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String pipeline;
    private final AtomicReference<StageFailure> failure = new AtomicReference<>();
    /** Read plainly by publishers: the fence in each publication keeps the JIT from using an old value again. */
    private boolean intakeOpen;
    private volatile boolean stopped;

    Control(String pipeline)
    {
        this.pipeline = pipeline;
    }

    /** Lets publishers in, unless a stage has failed meanwhile. */
    public synchronized void openIntake()
    {
        INTAKE_OPEN.setVolatile(this, !stopped);
    }

    /** Turns publishers away from now on; those that wait for room are released. */
    public synchronized void closeIntake()
    {
        INTAKE_OPEN.setVolatile(this, false);
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

    private synchronized void halt(StageFailure first)
    {
        failure.compareAndSet(null, first);
        INTAKE_OPEN.setVolatile(this, false);
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
