package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.NanoClock;

import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.engine.StageFailure;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.Graph;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

/**
 * A graph of stages over one ring, compiled and running.
 *
 * <p>
 * Threading: every method may be called from any thread, save that a stage cannot close its own pipeline.
 *
 * @param <E> the event
 */
public final class Pipeline<E> implements AutoCloseable
{
    /** How long {@link #close()} waits for the drain. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private static final long DRAIN_POLL_NS = 50_000;
    private static final long STOP_GRACE_NS = 1_000_000_000;

    private final Graph graph;
    private final Engine<E> engine;
    private final Control control;
    private final RingPublisher<E> publisher;
    private final Map<String, Snapshottable> states = new LinkedHashMap<>();

    // guarded by this
    private Account account;
    // written under this, read by any thread
    private volatile Lifecycle lifecycle = Lifecycle.NEW;

    Pipeline(Graph graph, EventFactory<E> events, Map<String, EventHandler<? super E>> handlers,
            boolean singlePublisher,
            IdlePolicy publisherIdle, NanoClock clock)
    {
        this.graph = graph;
        this.engine = new Engine<>(graph, events, handlers, singlePublisher, clock);
        this.control = engine.control();
        this.publisher = new RingPublisher<>(graph.name(), engine, publisherIdle, singlePublisher);
        handlers.forEach((stage, handler) ->
        {
            if (handler instanceof Snapshottable state)
            {
                states.put(stage, state);
            }
        });
    }

    /**
     * Begins the description of a pipeline.
     *
     * @param name   its name, also the first part of its threads' names
     * @param events makes the events that live in the slots; called once for each slot
     * @param <E>    the event
     * @return a builder
     */
    public static <E> PipelineBuilder<E> builder(String name, EventFactory<E> events)
    {
        return new PipelineBuilder<>(name, events);
    }

    /**
     * Starts every lane and every handler, then lets publishers in.
     *
     * @throws PipelineFailedException when a handler's {@code onStart} throws; every thread has ended then
     */
    public void start()
    {
        synchronized (this)
        {
            if (lifecycle != Lifecycle.NEW)
            {
                throw new IllegalStateException(
                        "pipeline \"" + graph.name() + "\" was started before; it is " + lifecycle());
            }
            lifecycle = Lifecycle.STARTING;
        }
        // not under the monitor, so that a start that hangs can be closed
        engine.start();
        if (control.failure() != null)
        {
            engine.join(STOP_GRACE_NS);
            throw failed(control.failure());
        }
        synchronized (this)
        {
            if (lifecycle != Lifecycle.STARTING)
            {
                throw new PipelineClosedException("pipeline \"" + graph.name() + "\" was closed while it started");
            }
            lifecycle = Lifecycle.RUNNING;
            control.openIntake();
        }
    }

    /**
     * The way in.
     *
     * @return the one publisher, shared by all threads that publish
     */
    public Publisher<E> publisher()
    {
        return publisher;
    }

    /**
     * The description that this runs.
     *
     * @return immutable; draws itself as text and Mermaid
     */
    public Graph graph()
    {
        return graph;
    }

    /**
     * Where it stands.
     *
     * @return {@link Lifecycle#FAILED} from the moment a stage fails
     */
    public Lifecycle lifecycle()
    {
        return control.failure() == null ? lifecycle : Lifecycle.FAILED;
    }

    /**
     * The first failure of a stage, which halted the pipeline.
     *
     * @return empty while there is none
     */
    public Optional<PipelineFailedException> failure()
    {
        return Optional.ofNullable(control.failure()).map(this::failed);
    }

    /**
     * The latency of every stage since the start, in nanoseconds, from an event's publication to the end of the batch in
     * which the stage handled it. The last stage's is that of the whole pipeline. Reading does not hold the lanes up.
     *
     * @return copies, by stage in the order of the graph
     */
    public Map<String, Histogram> latency()
    {
        Map<String, Histogram> totals = new LinkedHashMap<>();
        engine.latencies().forEach((stage, latency) -> totals.put(stage, latency.total()));
        return totals;
    }

    /**
     * A digest of the state of every stage that is {@link Snapshottable}: equal for a run and its replay.
     *
     * @return SHA-256 in hexadecimal
     * @throws IllegalStateException while lanes run, since they change the state, and after a failure, which leaves the
     *                               state between two events
     */
    public String stateHash()
    {
        Lifecycle now = lifecycle();
        if (now != Lifecycle.NEW && now != Lifecycle.STOPPED)
        {
            throw new IllegalStateException("pipeline \"" + graph.name() + "\" is " + now +
                    ": the state of one that is closed, and has not failed, can be told");
        }
        return StateHash.of(states);
    }

    /**
     * Closes as {@link #close(Duration)} does within {@link #DEFAULT_DEADLINE}, and throws when that did not end well, so
     * that nothing is lost in silence.
     *
     * @throws PipelineFailedException when a stage had failed
     * @throws IllegalStateException   when events were left behind, or a lane was stuck
     */
    @Override
    public void close()
    {
        Account result = close(DEFAULT_DEADLINE);
        if (control.failure() != null)
        {
            throw failed(control.failure());
        }
        if (!result.complete())
        {
            throw new IllegalStateException("pipeline \"" + graph.name() + "\" was closed with " + result.leftBehind() +
                    " of " + result.published() + " events left behind (it had " + DEFAULT_DEADLINE.toSeconds() +
                    " s)" +
                    String.join("", result.stuckLanes().stream().map(lane -> "\n" + lane).toList()));
        }
    }

    /**
     * Stops the intake, lets the stages handle what has been published, ends and joins every lane. Publish nothing
     * concurrently: what is published while this runs may be left behind. A second call returns the first one's account.
     *
     * @param deadline for the drain; lanes get a second more to end
     * @return what became of every event
     */
    public Account close(Duration deadline)
    {
        if (engine.isLane(Thread.currentThread()))
        {
            throw new IllegalStateException("stage on lane " + Thread.currentThread().getName() +
                    " closes its own pipeline and would wait for itself; close it from another thread");
        }
        // a caller that was interrupted still gets its drain
        boolean interrupted = Thread.interrupted();
        try
        {
            return closeOnce(deadline);
        }
        finally
        {
            if (interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Account closeOnce(Duration deadline)
    {
        if (account == null)
        {
            account = drainAndStop(System.nanoTime() + deadline.toNanos());
        }
        return account;
    }

    private Account drainAndStop(long deadlineNs)
    {
        control.closeIntake();
        boolean ran = lifecycle == Lifecycle.RUNNING;
        lifecycle = Lifecycle.DRAINING;
        while (ran && control.failure() == null && engine.handled() < engine.ring().getCursor() &&
                System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(DRAIN_POLL_NS);
        }
        control.stop();
        List<String> stuck = new ArrayList<>();
        for (Thread thread : engine.join(STOP_GRACE_NS))
        {
            stuck.add(StuckLane.describe(thread));
            thread.interrupt();
        }
        if (stuck.isEmpty())
        {
            lifecycle = Lifecycle.STOPPED;
        }
        return new Account(engine.ring().getCursor() + 1, engine.handled() + 1, List.copyOf(stuck));
    }

    private PipelineFailedException failed(StageFailure failure)
    {
        return new PipelineFailedException("pipeline \"" + graph.name() + "\" has halted: " + failure.getMessage(),
                failure.getCause());
    }
}
