package io.ringmain.pipeline;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;

import io.ringmain.counter.PipelineStats;
import io.ringmain.counter.RingStats;
import io.ringmain.counter.StageCounter;
import io.ringmain.engine.Control;
import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;
import io.ringmain.engine.StageCode;
import io.ringmain.engine.StageFailure;
import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;
import io.ringmain.event.MessageSlab;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.failure.PipelineClosedException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Role;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.lane.LaneReport;
import io.ringmain.lane.PlacedLane;
import io.ringmain.lane.Placement;
import io.ringmain.monitor.IntervalLog;
import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

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

    private static final long DRAIN_POLL_NS = 50_000;
    private static final long STOP_GRACE_NS = 1_000_000_000;

    private final String name;
    private final Placement placement;
    private final Engine engine;
    private final Control control;
    private final Monitors monitors;
    private final RingPublisher<E> publisher;
    private final Map<String, RingPublisher<?>> publishers = new LinkedHashMap<>();
    private final Map<String, Snapshottable> states = new LinkedHashMap<>();

    // guarded by this
    private final Set<String> addedStages = new LinkedHashSet<>();
    private Account account;
    private AgentInvoker invoker;
    // written under this, read by any thread
    private volatile Lifecycle lifecycle = Lifecycle.NEW;

    Pipeline(Graph graph, Placement placement, List<RingUnit<?>> units, Map<String, StageCode<?>> code,
            PipelineBuilder<E> described)
    {
        this.name = graph.name();
        this.placement = placement;
        this.engine = new Engine(graph, units, code, described.clock,
                TimeUnit.NANOSECONDS.convert(described.slowBatch));
        this.control = engine.control();
        this.monitors = new Monitors(engine, described.stallAfter, described.stalls);
        this.publisher = newPublisher(described);
        described.others.forEach(this::newPublisher);
        code.forEach((stage, its) ->
        {
            if (its.given() instanceof Snapshottable state)
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
            throw failed(control.failure());
        }
        monitors.start();
        run();
    }

    /**
     * Starts without any thread: every lane runs on the calling thread, one turn for each call of the invoker. That thread
     * may publish, too: when the ring is full it does the lanes' turns until there is room. It is the one that must close
     * the pipeline.
     *
     * @return does one turn of every lane, and says how much work there was
     * @throws PipelineFailedException when a handler's {@code onStart} throws
     */
    public AgentInvoker startInvoked()
    {
        begin();
        AgentInvoker started = engine.startInvoked();
        if (control.failure() != null)
        {
            engine.closeInvoked();
            throw failed(control.failure());
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
        return publisher;
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
        @SuppressWarnings("unchecked") // the ring of that name was made for that event
        RingPublisher<R> its = (RingPublisher<R>) publishers.get(ring.name);
        if (its == null)
        {
            throw new IllegalArgumentException("pipeline \"" + name + "\" has no ring \"" + ring.name +
                    "\"; there are: " + String.join(", ", publishers.keySet()));
        }
        return its;
    }

    /**
     * Adds a stage to the first ring while the pipeline runs, on a lane of its own with the stage's name. It sees every
     * event from the one returned on; no stage loses any. While the handler starts, nobody can close the pipeline: its
     * {@code onStart} must not hang.
     *
     * @param stage   its name
     * @param handler what it does
     * @param after   the stages that must have handled an event before it does; none: it reads the ring's head
     * @return the first sequence that it sees
     * @throws io.ringmain.graph.GraphException when it does not fit the graph
     * @throws PipelineFailedException          when its handler's {@code onStart} throws, which halts the pipeline
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
        checkIsNotAStage("adds stage \"" + stage + "\" to");
        return add(stage, handler, idle, List.of(after));
    }

    private synchronized long add(String stage, EventHandler<? super E> handler, IdlePolicy idle, List<String> after)
    {
        checkRuns("added to");
        Graph now = engine.graph();
        Stage added = new Stage(stage, now.rings().get(0).name(), after, stage,
                handler instanceof BatchingHandler ? new Role.Batch() : new Role.Handle(), FailurePolicy.halt(), 0,
                false);
        List<Stage> stages = new ArrayList<>(now.stages());
        List<Lane> lanes = new ArrayList<>(now.lanes());
        stages.add(added);
        lanes.add(new Lane(stage, idle, Lane.ANY_CPU));
        try
        {
            long first = engine.add(new Graph(name, now.rings(), stages, lanes), added,
                    new StageCode.Handling<>(handler));
            addedStages.add(stage);
            return first;
        }
        catch (StageFailure failure)
        {
            throw failed(failure);
        }
    }

    /**
     * Takes a stage out that {@link #addStage} put in. It handles everything published before this call, then its
     * {@code onShutdown} is called and its thread ends; no other stage loses an event.
     *
     * @param stage its name
     * @return the last sequence that it has handled
     * @throws IllegalArgumentException when it was not added while running, or when others come after it
     * @throws IllegalStateException    when it has not handled that within {@link #DEFAULT_DEADLINE}; it stays then
     * @throws IllegalStateException    when a stage of this pipeline calls it
     */
    public long removeStage(String stage)
    {
        checkIsNotAStage("takes stage \"" + stage + "\" out of");
        return removeOther(stage);
    }

    private synchronized long removeOther(String stage)
    {
        checkRuns("taken out of");
        Graph now = engine.graph();
        if (!addedStages.contains(stage))
        {
            throw new IllegalArgumentException("stage \"" + stage + "\" was not added while pipeline \"" + name +
                    "\" ran; those that were: " + (addedStages.isEmpty() ? "none" : String.join(", ", addedStages)));
        }
        List<String> behind = now.stages().stream().filter(other -> other.after().contains(stage)).map(Stage::name)
                .toList();
        if (!behind.isEmpty())
        {
            throw new IllegalArgumentException("stage \"" + stage + "\" cannot be taken out: " +
                    String.join(", ", behind) + " comes after it; take that out first");
        }
        Graph reduced = new Graph(name, now.rings(),
                now.stages().stream().filter(other -> !other.name().equals(stage)).toList(),
                now.lanes().stream().filter(lane -> !lane.name().equals(stage)).toList());
        Thread lane = engine.thread(stage);
        long last = engine.remove(reduced, stage, DEFAULT_DEADLINE.toNanos()).orElseThrow(
                () -> new IllegalStateException("stage \"" + stage +
                        "\" keeps its place in the ring: what was published before must be handled within " +
                        DEFAULT_DEADLINE.toSeconds() +
                        " s, and its thread end within one more; take it out again later" +
                        (lane == null ? "" : "\n" + StuckLane.describe(lane))));
        addedStages.remove(stage);
        return last;
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
        List<PlacedLane> all = new ArrayList<>(placement.lanes());
        engine.graph().lanes().stream()
                .filter(lane -> all.stream().noneMatch(placed -> placed.name().equals(lane.name())))
                .forEach(lane -> all.add(PlacedLane.manual(lane.name(), List.of(lane.name()), lane.idle(),
                        OptionalInt.empty())));
        return LaneReport.of(new Placement(placement.topology(), all, placement.warnings()), engine.granted());
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
            throw new IllegalStateException("pipeline \"" + name + "\" is " + now +
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
            throw new IllegalStateException("pipeline \"" + name + "\" was closed with " + result.leftBehind() +
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
            // a ring gets nothing more once the rings before it are dry
            engine.drainOrder().forEach(ring -> drain(ring, deadlineNs));
        }
        monitors.endWatchdog();
        control.stop();
        List<String> stuck = new ArrayList<>();
        if (invoker != null)
        {
            engine.closeInvoked();
        }
        for (Thread thread : engine.join(STOP_GRACE_NS))
        {
            stuck.add(StuckLane.describe(thread));
            thread.interrupt();
        }
        if (stuck.isEmpty())
        {
            lifecycle = Lifecycle.STOPPED;
        }
        monitors.end();
        return account(stuck);
    }

    private void drain(RingUnit<?> ring, long deadlineNs)
    {
        while (control.failure() == null && ring.handled() < ring.ring().getCursor() &&
                System.nanoTime() - deadlineNs < 0)
        {
            if (!engine.invoke())
            {
                LockSupport.parkNanos(DRAIN_POLL_NS);
            }
        }
    }

    private Account account(List<String> stuck)
    {
        PipelineStats stats = engine.stats();
        long published = stats.rings().stream().mapToLong(RingStats::publishedEvents).sum();
        long depth = stats.rings().stream().mapToLong(RingStats::depthEvents).sum();
        long dropped = stats.rings().stream().mapToLong(RingStats::droppedEvents).sum();
        return new Account(published, published - depth, dropped, sum(stats, StageCounter.SKIPPED),
                sum(stats, StageCounter.DEAD_LETTERED), List.copyOf(stuck));
    }

    private static long sum(PipelineStats stats, StageCounter counter)
    {
        return stats.stages().stream().mapToLong(stage -> stage.get(counter)).sum();
    }

    private <R> RingPublisher<R> newPublisher(StageBuilder<R, ?> ring)
    {
        @SuppressWarnings("unchecked") // the ring of that name was made for that event
        RingUnit<R> unit = (RingUnit<R>) engine.ring(ring.name);
        RingPublisher<R> its = RingPublisher.of(name, engine, unit, ring.publisherIdle);
        publishers.put(ring.name, its);
        return its;
    }

    private synchronized void begin()
    {
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

    /** Before the monitor, which whoever closes the pipeline may hold, waiting for this very lane. */
    private void checkIsNotAStage(String what)
    {
        if (engine.isLane(Thread.currentThread()))
        {
            throw new IllegalStateException("stage on lane " + Thread.currentThread().getName() + " " + what +
                    " its own pipeline and would wait for itself; do it from another thread");
        }
    }

    private void checkRuns(String what)
    {
        if (lifecycle() != Lifecycle.RUNNING || engine.isInvoked())
        {
            throw new IllegalStateException(
                    "a stage can be " + what + " a pipeline that runs on threads of its own; \"" +
                            name + "\" " + (engine.isInvoked() ? "is run by its caller" : "is " + lifecycle()));
        }
    }

    private PipelineFailedException failed(StageFailure failure)
    {
        return new PipelineFailedException("pipeline \"" + name + "\" has halted: " + failure.getMessage(),
                failure.getCause());
    }
}
