package io.ringmain.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.util.Util;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NanoClock;

import io.ringmain.counter.PipelineStats;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Stage;
import io.ringmain.jfr.FlightEvents;
import io.ringmain.lane.Granted;

/**
 * A graph, compiled: the rings, the loops over them, and the threads that run them. Cold path, apart from what it hands
 * out.
 *
 * <p>
 * Owner: the thread that starts and stops the pipeline, one at a time; and beside it one that adds and removes stages.
 * Readers: publishers and lanes read final fields and the threads.
 */
public final class Engine
{
    private static final long DRAIN_POLL_NS = 50_000;

    private final NanoClock clock;
    private final Control control;
    private final Map<String, RingUnit<?>> rings = new LinkedHashMap<>();
    private final Compiler compiler;
    private final List<LaneRun> lanes;
    private final CountDownLatch started;
    private final LaneThreads threads;
    private final AddedStages added;
    private volatile InvokedLanes invoked;
    private volatile Views views;

    /** Of the loops of one graph. */
    private record Views(Graph of, List<LoopView> loops)
    {}

    /**
     * Compiles; no thread starts yet.
     *
     * @param graph       what to run
     * @param units       the graph's rings
     * @param code        by stage
     * @param clock       the clock of every latency
     * @param slowBatchNs a batch that takes longer counts as slow
     * @param muted       live-only stages see nothing until {@link #goLive}
     */
    public Engine(Graph graph, List<RingUnit<?>> units, Map<String, StageCode<?>> code, NanoClock clock,
            long slowBatchNs, boolean muted)
    {
        this.clock = clock;
        control = new Control(graph.name());
        units.forEach(unit -> rings.put(unit.name(), unit));
        units.forEach(unit -> control.add(unit.gate()));
        compiler = new Compiler(rings, clock, slowBatchNs, control, muted);
        started = new CountDownLatch(graph.lanes().size());
        lanes = compiler.compile(graph, code, started);
        threads = new LaneThreads(control);
        added = new AddedStages(graph, compiler, threads, control);
    }

    /**
     * Starts a thread for each lane, named {@code pipeline/lane}; returns when every handler has started, when one has
     * failed, or when the pipeline is stopped meanwhile.
     */
    public void start()
    {
        FlightEvents.prepare();
        try
        {
            threads.start(lanes.stream().map(threads::newThread).toList());
            control.await(started);
        }
        catch (InterruptedException e)
        {
            control.fail(StageFailure.ofStart(e));
            Thread.currentThread().interrupt();
        }
        catch (Error cannotStartThread)
        {
            control.fail(StageFailure.ofStart(cannotStartThread));
        }
    }

    /**
     * Starts every handler on the caller's thread, which will run all lanes.
     *
     * @return does one turn of every lane for each call
     */
    public AgentInvoker startInvoked()
    {
        FlightEvents.prepare();
        compiler.shareThread();
        invoked = new InvokedLanes(graph().name(), lanes);
        AgentInvoker invoker = new AgentInvoker(
                thrown -> control.laneFailed(Thread.currentThread().getName(), thrown), null, invoked);
        invoked.runBy(invoker, Thread.currentThread());
        invoker.start();
        return invoker;
    }

    /**
     * Does one turn of every lane, when the caller's thread is the one that runs them and is not in the middle of a turn.
     *
     * @return false when it is not: then the caller has to wait for others
     */
    public boolean invoke()
    {
        InvokedLanes here = invoked;
        return here != null && here.invoke();
    }

    /**
     * Whether the lanes are run by a caller's thread.
     *
     * @return false: they have threads of their own
     */
    public boolean isInvoked()
    {
        return invoked != null;
    }

    /** Ends the lanes that the caller's thread runs. */
    public void closeInvoked()
    {
        invoked.close();
    }

    /**
     * Adds a stage on a lane of its own.
     *
     * @param extended the graph with the stage
     * @param stage    the stage
     * @param code     what it runs
     * @return the first sequence that it will see
     * @throws StageFailure when its handler cannot start, or another stage fails: the pipeline has halted
     * @throws io.ringmain.failure.PipelineClosedException when the pipeline is stopped before the handler has started
     * @throws IllegalStateException when this is interrupted; the pipeline goes on without the stage
     */
    public long add(Graph extended, Stage stage, StageCode<?> code)
    {
        return added.add(extended, stage, code);
    }

    /**
     * The stages that were added.
     *
     * @return their names, in the order in which they came; for whoever changes the pipeline
     */
    public Set<String> addedStages()
    {
        return added.names();
    }

    /**
     * Takes out a stage that was added. It handles what is published already, then its thread ends.
     *
     * @param reduced   the graph without the stage
     * @param stage     its name
     * @param timeoutNs how long it may take to handle that
     * @return the last sequence that it has handled; empty when it took longer, and then the stage stays
     * @throws StageFailure when the pipeline has halted before it has handled that; then it stays
     * @throws io.ringmain.failure.PipelineClosedException when the pipeline is stopped before; then it stays
     */
    public OptionalLong remove(Graph reduced, String stage, long timeoutNs)
    {
        return added.remove(reduced, stage, timeoutNs);
    }

    /**
     * Waits until every lane's thread has ended. An interrupt does not shorten the wait; it is kept for the caller.
     *
     * @param timeoutNs how long at most
     * @return the threads that still run
     */
    public List<Thread> join(long timeoutNs)
    {
        return threads.join(timeoutNs);
    }

    /**
     * Whether a thread is one of the lanes, which must not wait for a ring that they empty.
     *
     * @param thread any
     * @return true for a lane's
     */
    public boolean isLane(Thread thread)
    {
        InvokedLanes here = invoked;
        return here == null ? threads.contains(thread) : here.isInTurn(thread);
    }

    /**
     * The description that runs now.
     *
     * @return with the stages that were added
     */
    public Graph graph()
    {
        return added.graph();
    }

    /**
     * A ring.
     *
     * @param name as in the graph
     * @return what belongs to it
     */
    public RingUnit<?> ring(String name)
    {
        return rings.get(name);
    }

    /**
     * Waits until every ring is dry, those first whose stages fill others; no longer than to a failure.
     *
     * @param deadlineNs of {@link System#nanoTime()}
     */
    public void drain(long deadlineNs)
    {
        // a ring gets nothing more once the rings before it are dry
        for (Ring ring : graph().drainOrder())
        {
            RingUnit<?> unit = rings.get(ring.name());
            while (control.failure() == null && unit.handled() < unit.ring().getCursor() &&
                    System.nanoTime() - deadlineNs < 0)
            {
                if (!invoke())
                {
                    LockSupport.parkNanos(DRAIN_POLL_NS);
                }
            }
        }
    }

    /**
     * Lets every stage of every ring handle what is published, and every lane stand still then, between two turns: nothing
     * of a stage is called until {@link #goOn}, and the caller sees all that it has done. Publishers must have been paused.
     *
     * @param deadlineNs of {@link System#nanoTime()}
     * @return false when that took longer, a stage failed, or the pipeline was stopped; nothing stands still then
     */
    public boolean standStill(long deadlineNs)
    {
        do
        {
            drain(deadlineNs);
            if (isInvoked() || control.standstill().begin(lanes.size(), deadlineNs))
            {
                // a stage may have published while others came to rest
                if (isDry() && !control.stopped())
                {
                    return true;
                }
            }
            goOn();
        }
        while (!control.stopped() && System.nanoTime() - deadlineNs < 0);
        return false;
    }

    /**
     * Lets live-only stages start, each on its own lane, and see every event from the next one on. Lanes must stand still.
     *
     * @param deadlineNs of {@link System#nanoTime()}
     * @return false when the pipeline was stopped meanwhile; a start that failed or took longer halts it, since a pipeline
     *         half of whose outputs are live must not go on
     */
    public boolean goLive(long deadlineNs)
    {
        if (!isInvoked())
        {
            boolean allStarted = control.standstill().goLive(deadlineNs);
            if (!allStarted && !control.stopped())
            {
                control.fail(StageFailure.ofStart(
                        new TimeoutException("a live-only stage had not started within the time to go live")));
            }
            return allStarted;
        }
        try
        {
            compiler.goLive();
            return true;
        }
        catch (StageFailure failure)
        {
            control.fail(failure);
            return false;
        }
    }

    /** Ends what {@link #standStill} began. */
    public void goOn()
    {
        control.standstill().end();
    }

    private boolean isDry()
    {
        return rings.values().stream().allMatch(unit -> unit.handled() >= unit.ring().getCursor());
    }

    /**
     * Whether a thread runs the lanes by itself.
     *
     * @param thread any
     * @return false when it is another, or lanes have threads of their own
     */
    public boolean isInvokedBy(Thread thread)
    {
        InvokedLanes here = invoked;
        return here != null && here.isRunBy(thread);
    }

    /**
     * The flags between lanes and publishers.
     *
     * @return the one of this pipeline
     */
    public Control control()
    {
        return control;
    }

    /**
     * The clock that stamps are taken from.
     *
     * @return monotonic
     */
    public NanoClock clock()
    {
        return clock;
    }

    /**
     * The CPUs that lanes were granted.
     *
     * @return by lane, for those that have started on threads of their own
     */
    public Map<String, Granted> granted()
    {
        return threads.granted();
    }

    /**
     * Everything counted.
     *
     * @return at this moment
     */
    public PipelineStats stats()
    {
        Graph now = graph();
        return new PipelineStats(now.rings().stream().map(Ring::name).map(rings::get).map(RingUnit::stats).toList(),
                parts(now).map(StageParts::stats).toList());
    }

    /**
     * The latency of every stage.
     *
     * @return copies, by stage in the order of the graph, in nanoseconds
     */
    public Map<String, Histogram> latency()
    {
        Map<String, Histogram> totals = new LinkedHashMap<>();
        parts(graph()).forEach(stage -> totals.put(stage.stage().name(), stage.chain().latency().total()));
        return totals;
    }

    /**
     * How far every loop is.
     *
     * @return live views, in the order of the graph; the same list until the graph changes
     */
    @SuppressWarnings("ReferenceEquality") // a change makes another graph
    public List<LoopView> loops()
    {
        Graph now = graph();
        Views last = views;
        if (last == null || last.of() != now)
        {
            last = new Views(now, parts(now).map(StageParts::chain).distinct().map(this::view).toList());
            views = last;
        }
        return last.loops();
    }

    private LoopView view(ChainParts chain)
    {
        Sequence[] gates = chain.chain().gates().stream().map(compiler::parts).filter(Objects::nonNull)
                .map(gate -> gate.chain().sequence()).toArray(Sequence[]::new);
        return new LoopView(chain.chain().lane(), chain.ring().name(),
                chain.chain().stages().stream().map(Stage::name).toList(), chain.sequence(),
                () -> available(chain, gates), chain.slow());
    }

    /**
     * The thread of a lane.
     *
     * @param lane its name
     * @return null when it has none
     */
    public Thread thread(String lane)
    {
        return threads.named(graph().name() + "/" + lane);
    }

    /** A stage may be taken out while somebody reads. */
    private Stream<StageParts> parts(Graph now)
    {
        return now.stages().stream().map(Stage::name).map(compiler::parts).filter(Objects::nonNull);
    }

    /** What several publishers have claimed and not yet published does not wait for anybody. */
    private static long available(ChainParts chain, Sequence[] gates)
    {
        if (gates.length > 0)
        {
            return Util.getMinimumSequence(gates);
        }
        long handled = chain.sequence().get();
        return chain.ring().ring().isAvailable(handled + 1) ? chain.ring().ring().getCursor() : handled;
    }
}
