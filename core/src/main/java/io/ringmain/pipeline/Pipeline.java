package io.ringmain.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;

import io.ringmain.counter.PipelineStats;
import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.engine.StageCode;
import io.ringmain.event.Message;
import io.ringmain.event.MessageSlab;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.Graph;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.lane.LaneReport;
import io.ringmain.lane.Placement;
import io.ringmain.monitor.IntervalLog;
import io.ringmain.state.SnapshotSink;
import io.ringmain.state.SnapshotSource;

/**
 * A graph of stages over one or more rings, compiled and running.
 *
 * <p>
 * Threading: every method may be called from any thread, save that a stage cannot close or change its own pipeline.
 *
 * @param <E> the event
 */
public final class Pipeline<E> implements AutoCloseable
{
    /** How long {@link #close()} waits for the drain. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private static final long STOP_GRACE_NS = 1_000_000_000;

    private final String name;
    private final Placement placement;
    private final Engine engine;
    private final Control control;
    private final Monitors monitors;
    private final StageChanges<E> changes;
    private final Publishers<E> publishers;
    private final States states;
    private final Barrier barrier;
    private final boolean replays;

    // guarded by this
    private Account account;
    private boolean halfRestored;
    private AgentInvoker invoker;
    // written under this, read by any thread
    private volatile Lifecycle lifecycle = Lifecycle.NEW;
    private volatile boolean live;

    Pipeline(Graph graph, Placement placement, List<RingUnit<?>> units, Map<String, StageCode<?>> code,
            PipelineBuilder<E> described)
    {
        this.name = graph.name();
        this.placement = placement;
        this.engine = new Engine(graph, units, code, described.clock,
                TimeUnit.NANOSECONDS.convert(described.slowBatch), described.replaying);
        this.control = engine.control();
        this.monitors = new Monitors(engine, described.stallAfter, described.stalls);
        this.changes = new StageChanges<>(engine, this::lifecycle);
        this.publishers = new Publishers<>(engine, described);
        this.states = new States(graph, code);
        this.barrier = new Barrier(engine, publishers);
        this.replays = described.replaying;
        this.live = !replays;
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
        Objects.requireNonNull(events, "the factory of events");
        return new PipelineBuilder<>(name, slots -> events);
    }

    /**
     * Begins the description of a pipeline of binary events, which all lie in one piece of memory outside of the heap. They
     * need a flag of the JVM, {@code --add-opens java.base/jdk.internal.misc=ALL-UNNAMED}; {@code build()} says so when it
     * is missing.
     *
     * @param name            its name, also the first part of its threads' names
     * @param maxPayloadBytes how long the longest can be; each takes 16 bytes more, rounded up to cache lines of 64
     * @return a builder
     */
    public static PipelineBuilder<Message> messages(String name, int maxPayloadBytes)
    {
        return new PipelineBuilder<>(name, slots -> MessageSlab.allocate(maxPayloadBytes, slots));
    }

    /**
     * Starts every lane and every handler, then lets publishers in.
     *
     * @throws PipelineFailedException when a handler's {@code onStart} throws; every thread has ended then
     */
    public void start()
    {
        begin();
        // not under the monitor, so that a start that hangs can be closed
        engine.start();
        if (control.failure() != null)
        {
            engine.join(STOP_GRACE_NS);
            throw control.failure().halted(name);
        }
        monitors.start();
        run();
    }

    /**
     * Starts without any thread: every lane runs on the calling thread, one turn for each call of the invoker. That thread
     * may publish, too: when the ring is full it does the lanes' turns until there is room. It is the one that must close
     * the pipeline: closed by another, it drains nothing.
     *
     * @return does one turn of every lane, and says how much work there was; always 0, too, once a stage has failed: ask
     *         {@link #lifecycle()}
     * @throws PipelineFailedException when a handler's {@code onStart} throws
     */
    public AgentInvoker startInvoked()
    {
        begin();
        AgentInvoker started = engine.startInvoked();
        if (control.failure() != null)
        {
            engine.closeInvoked();
            throw control.failure().halted(name);
        }
        synchronized (this)
        {
            invoker = started;
        }
        run();
        return started;
    }

    /**
     * The way in.
     *
     * @return the one publisher, shared by all threads that publish
     */
    public Publisher<E> publisher()
    {
        return publishers.first();
    }

    /**
     * The way into a further ring.
     *
     * @param ring as it was described
     * @param <R>  its event
     * @return its one publisher, shared by all threads that publish
     */
    public <R> Publisher<R> publisher(RingBuilder<R> ring)
    {
        return publishers.of(ring);
    }

    /**
     * Adds a stage to the first ring while the pipeline runs, on a lane of its own with the stage's name. It sees every
     * event from the one returned on; no stage loses any.
     *
     * <p>
     * Returns when the handler has started. Until then the ring keeps every event for it and other changes wait; the
     * pipeline can be closed, which ends this call. When the thread that waits here is interrupted, the pipeline goes on
     * without the stage, whose lane is interrupted, too.
     *
     * <p>
     * The stage halts the pipeline when it throws, has no timeout, and its lane is not pinned: describe it before the start
     * to have that otherwise.
     *
     * @param stage   its name
     * @param handler what it does
     * @param after   the stages that must have handled an event before it does; none: it reads the ring's head
     * @return the first sequence that it sees
     * @throws io.ringmain.graph.GraphException when it does not fit the graph
     * @throws PipelineFailedException          when its {@code onStart} throws, which halts the pipeline, or when the
     *                                          pipeline halts meanwhile
     * @throws PipelineClosedException          when the pipeline is closed before the handler has started
     * @throws IllegalStateException            when the pipeline does not run on threads of its own, when one of its
     *                                          stages calls this, or when the calling thread is interrupted
     */
    public long addStage(String stage, EventHandler<? super E> handler, String... after)
    {
        return addStage(stage, handler, IdlePolicy.BACKOFF, after);
    }

    /**
     * As {@link #addStage(String, EventHandler, String...)}, with an idle policy.
     *
     * @param stage   its name
     * @param handler what it does
     * @param idle    of its lane
     * @param after   the stages that must have handled an event before it does
     * @return the first sequence that it sees
     */
    public long addStage(String stage, EventHandler<? super E> handler, IdlePolicy idle, String... after)
    {
        return changes.add(stage, handler, idle, List.of(after));
    }

    /**
     * Takes a stage out that {@link #addStage} put in. It handles everything published before this call, then its
     * {@code onShutdown} is called and its thread ends; no other stage loses an event.
     *
     * @param stage its name
     * @return the last sequence that it has handled
     * @throws IllegalArgumentException when it was not added while running, or when others come after it
     * @throws IllegalStateException    when it has not handled that within {@link #DEFAULT_DEADLINE}; it stays then
     * @throws IllegalStateException    when the pipeline does not run, or one of its stages calls this
     * @throws PipelineClosedException  when the pipeline is closed before it has handled that; the account tells the rest
     * @throws PipelineFailedException  when the pipeline halts before it has handled that
     */
    public long removeStage(String stage)
    {
        return changes.remove(stage);
    }

    /**
     * The description that this runs, with the stages that were added.
     *
     * @return immutable; draws itself as text and Mermaid
     */
    public Graph graph()
    {
        return engine.graph();
    }

    /**
     * Which lane runs what, which CPU each asked for and was granted, and what about that will cost time. Complete once the
     * pipeline has started.
     *
     * @return the report; it prints itself
     */
    public LaneReport lanes()
    {
        return LaneReport.of(changes.placed(placement), engine.granted());
    }

    /**
     * Everything that is counted: depth, lag, batches, drops, failures. Reading does not hold the lanes up.
     *
     * @return at this moment
     */
    public PipelineStats stats()
    {
        return engine.stats();
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
        return Optional.ofNullable(control.failure()).map(failure -> failure.halted(name));
    }

    /**
     * The latency of every stage since the start, in nanoseconds, from an event's publication to the end of the batch in
     * which the stage handled it. The last stage's is that of the whole pipeline. Reading does not hold the lanes up.
     *
     * @return copies, by stage in the order of the graph
     */
    public Map<String, Histogram> latency()
    {
        return engine.latency();
    }

    /**
     * Writes the latency of every stage to a stream, interval by interval, in HdrHistogram's {@code .hlog} format, each
     * stage's lines tagged with its name (commas and white space become underscores). A daemon thread does it; what
     * {@link #latency()} answers does not change. Ends when it is closed or the pipeline is, after the last interval.
     *
     * @param out      takes it, buffered or not; it is flushed after each interval and stays open
     * @param interval from line to line, 1 ms at least; 1 s is usual
     * @return closing it ends the log, and throws {@link java.io.UncheckedIOException} when the stream has failed
     * @throws IllegalStateException    when the pipeline is closed
     * @throws IllegalArgumentException when the interval is shorter
     */
    public synchronized IntervalLog logLatency(OutputStream out, Duration interval)
    {
        if (account != null)
        {
            throw new IllegalStateException("pipeline \"" + name + "\" is closed: there is nothing more to log");
        }
        return monitors.log(out, interval);
    }

    /**
     * Lets the stages that are {@link StageBuilder#liveOnly} take part, which have been muted since the start: they start,
     * each on its own lane, and see every event that is published after this, and none that was published before. What the
     * other stages hold stays as it is. The pipeline comes to rest for it, as for {@link #snapshot}, and the same threads may
     * call this. From then on another thread may be the one that publishes to a ring of a single publisher.
     *
     * @param deadline for everything, the starts of live-only stages included
     * @throws IllegalStateException   when it was not built as {@link PipelineBuilder#replaying()}, is live already, or does
     *                                 not come to rest in time
     * @throws PipelineFailedException when a live-only stage cannot start, which halts the pipeline, or another one failed
     * @throws PipelineClosedException when it is not started, or closed
     */
    public void goLive(Duration deadline)
    {
        try
        {
            barrier.checkIsNoLane();
            barrier.reach(deadline, deadlineNs -> enterLife(deadline, deadlineNs));
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("nothing is written here", e);
        }
    }

    /** As {@link #goLive(Duration)}, within {@link #DEFAULT_DEADLINE}. */
    public void goLive()
    {
        goLive(DEFAULT_DEADLINE);
    }

    /**
     * Whether live-only stages see what is published.
     *
     * @return false for a pipeline that replays, until {@link #goLive()}
     */
    public boolean isLive()
    {
        return live;
    }

    /**
     * Takes the state of every stage that is {@link io.ringmain.state.Snapshottable}, live-only ones apart, as it is behind
     * the last event that was published and before the next, for all rings alike. A running pipeline comes to rest for it:
     * publishers wait ({@code tryPublish} finds the ring full), stages handle what there is, lanes stand still, the state is
     * written by the calling thread, and all goes on.
     *
     * <p>
     * A thread that publishes calls this, and knows by that where in its own log the snapshot stands. A ring with a single
     * publisher can be let stand still by that thread alone; when several threads publish to one, call this from any of
     * them. One that is not running has a state, too.
     *
     * @param sink     takes it; it must not publish to this pipeline
     * @param deadline for coming to rest; the writing itself takes what it takes
     * @throws IOException             when the sink throws it
     * @throws IllegalStateException   when it does not come to rest in time, when another thread publishes to a ring of a
     *                                 single publisher, when a stage calls this, or when members of a pool have state
     * @throws PipelineFailedException when a stage has failed: the state is between two events
     * @throws PipelineClosedException when it is closed meanwhile: what the sink was given may be wrong
     */
    public void snapshot(SnapshotSink sink, Duration deadline) throws IOException
    {
        Objects.requireNonNull(sink, "the sink of a snapshot");
        atRest(deadline, deadlineNs -> states.write(sink));
    }

    /**
     * As {@link #snapshot(SnapshotSink, Duration)}, within {@link #DEFAULT_DEADLINE}.
     *
     * @param sink takes it
     * @throws IOException when the sink throws it
     */
    public void snapshot(SnapshotSink sink) throws IOException
    {
        snapshot(sink, DEFAULT_DEADLINE);
    }

    /**
     * Replaces the state of every stage by that of a snapshot, before the start.
     *
     * @param source has the state of the same stages, no more and no fewer
     * @throws IllegalArgumentException when it has others; the message lists the differences, and nothing is changed
     * @throws IllegalStateException    when it was started before
     * @throws IOException              when the source throws it; the pipeline cannot be started then
     */
    public synchronized void restore(SnapshotSource source) throws IOException
    {
        if (lifecycle != Lifecycle.NEW)
        {
            throw new IllegalStateException("pipeline \"" + name + "\" is " + lifecycle() +
                    ": a snapshot can be restored before the start only");
        }
        states.checkFits(source);
        halfRestored = true;
        states.read(source);
        halfRestored = false;
    }

    /**
     * Whether any stage holds state that a {@link #snapshot} would have. One of which none does needs no replay: it may go on
     * anywhere.
     *
     * @return true when there is such a stage
     */
    public boolean isStateful()
    {
        return states.isAny();
    }

    /**
     * A digest of the state of every stage that a {@link #snapshot} has: equal for a run and its replay. A running pipeline
     * comes to rest for it, as for a snapshot, and the same threads may call this.
     *
     * @return SHA-256 in hexadecimal
     * @throws IllegalStateException while it starts or drains, and after a failure, which leaves the state between two
     *                               events; and when it does not come to rest within {@link #DEFAULT_DEADLINE}
     */
    public String stateHash()
    {
        String[] hash = {""};
        try
        {
            atRest(DEFAULT_DEADLINE, deadlineNs -> hash[0] = states.hash());
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("the state of pipeline \"" + name + "\" cannot be written", e);
        }
        return hash[0];
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
            throw control.failure().halted(name);
        }
        if (!result.complete())
        {
            throw result.incomplete(name);
        }
    }

    /**
     * Stops the intake, lets the stages handle what has been published, ends and joins every lane. Publish nothing
     * concurrently: what is published while this runs may be left behind. A second call returns the first one's account.
     * A stage that is being added or taken out meanwhile does not hold this up beyond the deadline.
     *
     * @param deadline for the drain, of any length; lanes get a second more to end
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
            // differences of such times are right however long the deadline is
            account = drainAndStop(System.nanoTime() + Math.max(0, TimeUnit.NANOSECONDS.convert(deadline)));
        }
        return account;
    }

    private Account drainAndStop(long deadlineNs)
    {
        control.closeIntake();
        boolean ran = lifecycle == Lifecycle.RUNNING;
        lifecycle = Lifecycle.DRAINING;
        if (ran)
        {
            engine.drain(deadlineNs);
        }
        monitors.endWatchdog();
        control.stop();
        if (invoker != null)
        {
            engine.closeInvoked();
        }
        List<Thread> running = engine.join(STOP_GRACE_NS);
        List<String> stuck = running.stream().map(StuckLane::describe).toList();
        running.forEach(Thread::interrupt);
        if (stuck.isEmpty())
        {
            lifecycle = Lifecycle.STOPPED;
        }
        monitors.end();
        return Account.of(engine.stats(), stuck);
    }

    private void atRest(Duration deadline, Barrier.Act act) throws IOException
    {
        barrier.checkIsNoLane();
        Lifecycle now = lifecycle();
        if (now == Lifecycle.RUNNING)
        {
            barrier.reach(deadline, act);
        }
        else if (now == Lifecycle.NEW || now == Lifecycle.STOPPED)
        {
            act.run(System.nanoTime());
        }
        else
        {
            throw new IllegalStateException("pipeline \"" + name + "\" is " + now +
                    ": the state of one that runs or is closed, and has not failed, can be told");
        }
    }

    private void enterLife(Duration deadline, long deadlineNs)
    {
        if (live)
        {
            throw new IllegalStateException("pipeline \"" + name + "\" " +
                    (replays ? "went live before" : "has been live from its start: it was not built as replaying()"));
        }
        if (!engine.goLive(deadlineNs))
        {
            throw barrier.stopped(deadline);
        }
        publishers.letGo();
        live = true;
    }

    private synchronized void begin()
    {
        if (halfRestored)
        {
            throw new IllegalStateException("pipeline \"" + name +
                    "\" cannot be started: its state was replaced in part only, see the failure of restore(…)");
        }
        if (lifecycle != Lifecycle.NEW)
        {
            throw new IllegalStateException("pipeline \"" + name + "\" was started before; it is " + lifecycle());
        }
        lifecycle = Lifecycle.STARTING;
    }

    private synchronized void run()
    {
        if (lifecycle != Lifecycle.STARTING)
        {
            throw new PipelineClosedException("pipeline \"" + name + "\" was closed while it started");
        }
        lifecycle = Lifecycle.RUNNING;
        control.openIntake();
    }
}
