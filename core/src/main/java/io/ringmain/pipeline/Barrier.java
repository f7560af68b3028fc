package io.ringmain.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.ringmain.counter.RingStats;
import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.failure.PipelineClosedException;

/**
 * Brings a running pipeline to a point between two events, for all stages of all rings. Cold path.
 *
 * <pre>
 *   pause the intake ─▶ stages handle what is published ─▶ lanes stand still ─▶ ACT ─▶ lanes go on ─▶ the intake opens
 * </pre>
 *
 * <p>
 * Owner: the thread that publishes, one at a time. Publishers of a shared ring wait meanwhile, and those that had claimed
 * before are waited for. The one publisher of a ring passes its gate with a plain look, so that thread must be the one that
 * is here. Progress: ends at the deadline, when a stage fails, or when the pipeline is closed.
 */
final class Barrier
{
    private final String pipeline;
    private final Engine engine;
    private final Control control;
    private final Publishers<?> publishers;

    /** What to do while nothing moves. */
    @FunctionalInterface
    interface Act
    {
        /** Throws what its caller shall get. */
        void run(long deadlineNs) throws IOException;
    }

    Barrier(Engine engine, Publishers<?> publishers)
    {
        this.pipeline = engine.graph().name();
        this.engine = engine;
        this.control = engine.control();
        this.publishers = publishers;
    }

    void reach(Duration deadline, Act act) throws IOException
    {
        checkRunsTheLanes();
        long deadlineNs = System.nanoTime() + Math.max(0, TimeUnit.NANOSECONDS.convert(deadline));
        if (!control.pauseIntake())
        {
            throw control.intakePaused()
                    ? new IllegalStateException("pipeline \"" + pipeline + "\" stands still for another thread already")
                    : stopped(deadline);
        }
        try
        {
            publishers.checkAreHeld();
            if (!engine.standStill(deadlineNs))
            {
                throw stopped(deadline);
            }
            act(deadline, deadlineNs, act);
        }
        finally
        {
            control.resumeIntake();
        }
    }

    private void act(Duration deadline, long deadlineNs, Act act) throws IOException
    {
        try
        {
            act.run(deadlineNs);
            if (control.intakeClosed())
            {
                // lanes may have ended, and their handlers with them, while it was at work
                throw stopped(deadline);
            }
        }
        finally
        {
            engine.goOn();
        }
    }

    RuntimeException stopped(Duration deadline)
    {
        if (control.failure() != null)
        {
            return control.failure().halted(pipeline);
        }
        return control.intakeClosed()
                ? new PipelineClosedException("pipeline \"" + pipeline + "\" is not started, or is closed")
                : new IllegalStateException("pipeline \"" + pipeline + "\" did not come to rest within " + deadline +
                        ": to be handled are " + left() +
                        ". A slot may be claimed and not committed, or a stage slow: " +
                        "give it more time");
    }

    private String left()
    {
        return String.join(", ", engine.stats().rings().stream().filter(ring -> ring.depthEvents() > 0)
                .map(Barrier::left).toList());
    }

    private static String left(RingStats ring)
    {
        return ring.depthEvents() + " events of ring \"" + ring.ring() + "\"";
    }

    /** A lane is none that may ask, whatever state the pipeline is in. */
    void checkIsNoLane()
    {
        Thread here = Thread.currentThread();
        if (engine.isLane(here))
        {
            throw new IllegalStateException("stage on lane " + here.getName() +
                    " would let its own pipeline stand still, and wait for itself; do it from the thread that publishes");
        }
    }

    private void checkRunsTheLanes()
    {
        Thread here = Thread.currentThread();
        if (engine.isInvoked() && !engine.isInvokedBy(here))
        {
            throw new IllegalStateException("pipeline \"" + pipeline +
                    "\" is run by another thread: it comes to rest on that one only, so do it there, not on " +
                    here.getName());
        }
    }
}
