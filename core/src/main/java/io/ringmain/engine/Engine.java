package io.ringmain.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;

import io.ringmain.counter.PipelineStats;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Stage;
import io.ringmain.lane.Granted;
import io.ringmain.lane.LanePinning;

/**
 * A graph, compiled: the rings, the loops over them, and the threads that run them. Cold path, apart from what it hands
 * out.
 *
 * <p>
 * Owner: the thread that starts, changes and stops the pipeline; one at a time. Readers: publishers and lanes read final
 * fields and the threads.
 */
public final class Engine
{
    private final NanoClock clock;
    private final Control control;
    private final Map<String, RingUnit<?>> rings = new LinkedHashMap<>();
    private final Compiler compiler;
    private final List<LaneRun> lanes;
    private final CountDownLatch started;
    // whoever reads sees each thread before it starts
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Map<String, Granted> granted = new ConcurrentHashMap<>();
    private final Map<String, LaneThread> added = new LinkedHashMap<>();
    private volatile Graph graph;
    private volatile InvokedLanes invoked;

    /** A lane that was added while the pipeline ran. */
    private record LaneThread(LaneRun run, Thread thread)
    {}

    /**
     * Compiles; no thread starts yet.
     *
     * @param graph       what to run
     * @param units       the graph's rings
     * @param code        by stage
     * @param clock       the clock of every latency
     * @param slowBatchNs a batch that takes longer counts as slow
     */
    public Engine(Graph graph, List<RingUnit<?>> units, Map<String, StageCode<?>> code, NanoClock clock,
            long slowBatchNs)
    {
        this.graph = graph;
        this.clock = clock;
        control = new Control(graph.name());
        units.forEach(unit -> rings.put(unit.name(), unit));
        units.forEach(unit -> control.add(unit.gate()));
        compiler = new Compiler(rings, clock, slowBatchNs, control);
        started = new CountDownLatch(graph.lanes().size());
        lanes = compiler.compile(graph, code, started);
    }

    /**
     * Starts a thread for each lane, named {@code pipeline/lane}; returns when every handler has started, when one has
     * failed, or when the pipeline is stopped meanwhile.
     */
    public void start()
    {
        List<Thread> made = lanes.stream().map(this::newThread).toList();
        threads.addAll(made);
        try
        {
            made.forEach(Thread::start);
            awaitStart(started);
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
        compiler.shareThread();
        invoked = new InvokedLanes(graph.name(), lanes);
        AgentInvoker invoker = new AgentInvoker(this::laneFailed, null, invoked);
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
     * @throws StageFailure when its handler cannot start, which halts the pipeline, or when this is interrupted, after
     *                      which it goes on without the stage
     */
    public long add(Graph extended, Stage stage, StageCode<?> code)
    {
        CountDownLatch itsStart = new CountDownLatch(1);
        Graph before = graph;
        LaneRun run = compiler.add(extended, stage, code, itsStart);
        long first = compiler.parts(stage.name()).chain().sequence().get() + 1;
        graph = extended;
        Thread thread = newThread(run);
        threads.add(thread);
        added.put(stage.name(), new LaneThread(run, thread));
        try
        {
            thread.start();
            awaitStart(itsStart);
        }
        catch (InterruptedException e)
        {
            stopAdded(before, stage.name());
            Thread.currentThread().interrupt();
            throw new StageFailure(stage.name(), StageFailure.NO_SEQUENCE, e);
        }
        catch (Error cannotStartThread)
        {
            stopAdded(before, stage.name());
            throw new StageFailure(stage.name(), StageFailure.NO_SEQUENCE, cannotStartThread);
        }
        if (control.failure() != null)
        {
            throw control.failure();
        }
        return first;
    }

    /**
     * Takes out a stage that was added. It handles what is published already, then its thread ends.
     *
     * @param reduced   the graph without the stage
     * @param stage     its name
     * @param timeoutNs how long it may take to handle that
     * @return the last sequence that it has handled; empty when it took longer, and then the stage stays
     */
    public OptionalLong remove(Graph reduced, String stage, long timeoutNs)
    {
        long deadlineNs = System.nanoTime() + timeoutNs;
        LaneThread its = added.get(stage);
        StageParts parts = compiler.parts(stage);
        long target = parts.chain().ring().ring().getCursor();
        while (its.thread().isAlive() && !control.stopped() && parts.chain().sequence().get() < target)
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                return OptionalLong.empty();
            }
            Failures.pause(TimeUnit.MICROSECONDS.toNanos(50), control);
        }
        return stopAdded(reduced, stage) ? OptionalLong.of(parts.chain().sequence().get()) : OptionalLong.empty();
    }

    /** The stage keeps its place in the ring for as long as its thread runs: it may be reading a slot. */
    private boolean stopAdded(Graph without, String stage)
    {
        LaneThread its = added.get(stage);
        its.run().stop().ask();
        if (!join(List.of(its.thread()), TimeUnit.SECONDS.toNanos(1)).isEmpty())
        {
            return false;
        }
        added.remove(stage);
        threads.remove(its.thread());
        graph = without;
        compiler.remove(stage);
        return true;
    }

    /**
     * Waits until every lane's thread has ended. An interrupt does not shorten the wait; it is kept for the caller.
     *
     * @param timeoutNs how long at most
     * @return the threads that still run
     */
    public List<Thread> join(long timeoutNs)
    {
        return join(threads, timeoutNs);
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
        return graph;
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
     * All rings, in the order in which they run dry.
     *
     * @return each after those whose stages fill it
     */
    public List<RingUnit<?>> drainOrder()
    {
        return graph.drainOrder().stream().<RingUnit<?>>map(ring -> rings.get(ring.name())).toList();
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
        return Map.copyOf(granted);
    }

    /**
     * Everything counted.
     *
     * @return at this moment
     */
    public PipelineStats stats()
    {
        Graph now = graph;
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
        parts(graph).forEach(stage -> totals.put(stage.stage().name(), stage.chain().latency().total()));
        return totals;
    }

    /**
     * How far every loop is.
     *
     * @return live views, in the order of the graph
     */
    public List<LoopView> loops()
    {
        List<LoopView> views = new ArrayList<>();
        for (ChainParts chain : parts(graph).map(StageParts::chain).distinct().toList())
        {
            views.add(new LoopView(chain.chain().lane(), chain.ring().name(),
                    chain.chain().stages().stream().map(Stage::name).toList(), chain.sequence(),
                    () -> available(chain), chain.slow()));
        }
        return views;
    }

    /**
     * The thread of a lane.
     *
     * @param lane its name
     * @return null when it has none
     */
    public Thread thread(String lane)
    {
        String name = graph.name() + "/" + lane;
        return threads.stream().filter(thread -> thread.getName().equals(name)).findFirst().orElse(null);
    }

    /** A stage may be taken out while somebody reads. */
    private Stream<StageParts> parts(Graph now)
    {
        return now.stages().stream().map(Stage::name).map(compiler::parts).filter(Objects::nonNull);
    }

    /** What several publishers have claimed and not yet published does not wait for anybody. */
    private long available(ChainParts chain)
    {
        long handled = chain.sequence().get();
        long cursor = chain.ring().ring().isAvailable(handled + 1) ? chain.ring().ring().getCursor() : handled;
        return chain.chain().gates().stream().map(compiler::parts).filter(Objects::nonNull)
                .mapToLong(gate -> gate.chain().sequence().get()).min().orElse(cursor);
    }

    private Thread newThread(LaneRun run)
    {
        AgentRunner runner = new AgentRunner(run.lane().idle().newStrategy(), this::laneFailed, null, run.agent());
        return new Thread(() ->
        {
            Lane lane = run.lane();
            // a lane that asks for nothing must not inherit the CPU of a pinned thread that starts it
            granted.put(lane.name(), lane.cpu() == Lane.ANY_CPU ? LanePinning.unpin() : LanePinning.pin(lane.cpu()));
            runner.run();
        }, run.agent().roleName());
    }

    private void awaitStart(CountDownLatch latch) throws InterruptedException
    {
        while (!control.stopped() && !latch.await(1, TimeUnit.MILLISECONDS))
        {
            // a lane whose handler throws in onStart never counts down
        }
    }

    private static List<Thread> join(List<Thread> some, long timeoutNs)
    {
        long deadlineNs = System.nanoTime() + timeoutNs;
        boolean interrupted = false;
        for (Thread thread : some)
        {
            long leftNs = timeoutNs;
            while (thread.isAlive() && leftNs > 0)
            {
                leftNs = deadlineNs - System.nanoTime();
                try
                {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
                }
                catch (InterruptedException e)
                {
                    interrupted = true;
                }
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return some.stream().filter(Thread::isAlive).toList();
    }

    private void laneFailed(Throwable thrown)
    {
        if (thrown instanceof StageFailure failure)
        {
            control.fail(failure);
        }
        else if (!(thrown instanceof AgentTerminationException))
        {
            control.fail(StageFailure.ofLane(Thread.currentThread().getName(), thrown));
        }
    }
}
