package io.ringmain.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Role;
import io.ringmain.graph.ShardTable;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.latency.BatchStamps;

/**
 * Makes loops and lanes of a graph. Cold path, used by one thread at a time.
 */
final class Compiler
{
    private final Map<String, RingUnit<?>> rings;
    private final NanoClock clock;
    private final long slowBatchNs;
    private final Control control;
    /** Live-only stages see nothing until they go live. */
    private final boolean muted;
    // read by whoever asks for figures
    private final Map<String, StageParts> parts = new ConcurrentHashMap<>();
    // by the place of a loop's first stage in the graph
    private final Map<Integer, Loop> inOrder = new TreeMap<>();
    private final List<LaneLoops> lanes = new ArrayList<>();

    Compiler(Map<String, RingUnit<?>> rings, NanoClock clock, long slowBatchNs, Control control,
            boolean muted)
    {
        this.rings = rings;
        this.clock = clock;
        this.slowBatchNs = slowBatchNs;
        this.control = control;
        this.muted = muted;
    }

    /** Everything; the sequences of the last chains become their rings' gating sequences. */
    List<LaneRun> compile(Graph graph, Map<String, StageCode<?>> code, CountDownLatch started)
    {
        List<Chain> chains = Chain.of(graph);
        for (Chain chain : chains)
        {
            ChainParts chainParts = ChainParts.of(chain, rings.get(chain.ring()));
            chain.stages().forEach(stage -> parts.put(stage.name(), StageParts.of(stage, chainParts)));
            addHead(chainParts);
            if (chains.stream().flatMap(other -> other.gates().stream()).noneMatch(chain::contains))
            {
                chainParts.ring().ring().addGatingSequences(chainParts.sequence());
            }
        }
        return graph.lanes().stream().map(lane -> lane(graph, lane,
                chains.stream().filter(chain -> chain.lane().equals(lane.name())).toList(), code, started,
                new LaneClock(clock), true)).toList();
    }

    /** All lanes are run by one thread, so whoever waits does the work of all. */
    void shareThread()
    {
        Loop[] all = inOrder.values().toArray(new Loop[0]);
        lanes.forEach(lane -> lane.shareThread(all));
    }

    /** What a caller's thread does for lanes that it runs itself. */
    void goLive()
    {
        inOrder.values().forEach(Loop::goLive);
    }

    /** One more stage, on a lane of its own, while the others run: it sees every event from now on. */
    LaneRun add(Graph graph, Stage stage, StageCode<?> code)
    {
        Chain chain = Chain.startingWith(stage);
        // its clock is read first, so that it dates no event later than it was published
        LaneClock laneClock = new LaneClock(clock);
        ChainParts chainParts = ChainParts.of(chain, rings.get(stage.ring()));
        parts.put(stage.name(), StageParts.of(stage, chainParts));
        // sets the sequence to the cursor, and from then on no publisher passes it
        chainParts.ring().ring().addGatingSequences(chainParts.sequence());
        addHead(chainParts);
        Lane lane = graph.lanes().stream().filter(candidate -> candidate.name().equals(stage.lane())).findFirst()
                .orElseThrow();
        try
        {
            return lane(graph, lane, List.of(chain), Map.of(stage.name(), code), new CountDownLatch(1), laneClock,
                    false);
        }
        catch (Throwable t)
        {
            // a reader without a loop would stop the ring for good
            remove(stage.name(), true);
            throw t;
        }
    }

    /** When its lane reads no slot any more; one that has not ended may still speak by its number. */
    void remove(String stage, boolean ended)
    {
        ChainParts removed = parts.remove(stage).chain();
        removed.ring().ring().removeGatingSequence(removed.sequence());
        if (ended)
        {
            removed.ring().removeHead(removed.sequence());
        }
    }

    private static void addHead(ChainParts chain)
    {
        if (chain.chain().gates().isEmpty())
        {
            chain.ring().addHead(chain.sequence());
        }
    }

    /** Null for a stage that has been taken out. */
    StageParts parts(String stage)
    {
        return parts.get(stage);
    }

    private LaneRun lane(Graph graph, Lane lane, List<Chain> chains, Map<String, StageCode<?>> code,
            CountDownLatch started, LaneClock laneClock, boolean fromTheStart)
    {
        LaneLoops laneLoops = new LaneLoops();
        List<Loop> all = new ArrayList<>();
        for (Chain chain : chains)
        {
            Loop loop = loop(graph, chain, code, lane, laneLoops, laneClock);
            all.add(loop);
            if (fromTheStart)
            {
                inOrder.put(graph.stages().indexOf(chain.stages().get(0)), loop);
            }
        }
        if (fromTheStart)
        {
            lanes.add(laneLoops);
        }
        laneLoops.set(all.toArray(new Loop[0]));
        LaneStop stop = new LaneStop();
        Agent agent = Specializer.newInstance(Agent.class, LaneAgent.class, graph.name() + "/" + lane.name(), laneLoops,
                control, stop, laneClock, started, gatherIdle(lane).newStrategy(), fromTheStart);
        return new LaneRun(lane, agent, stop, started);
    }

    /** Unless a CPU is its own, a lane that waits for work to gather leaves the CPU to whoever makes that work. */
    private static IdlePolicy gatherIdle(Lane lane)
    {
        return lane.idle() == IdlePolicy.BUSY_SPIN ? IdlePolicy.BUSY_SPIN : IdlePolicy.YIELD;
    }

    private Loop loop(Graph graph, Chain chain, Map<String, StageCode<?>> code, Lane lane, LaneLoops laneLoops,
            LaneClock laneClock)
    {
        ChainParts its = parts.get(chain.stages().get(0).name()).chain();
        LoopBatch batch = new LoopBatch();
        boolean alone = chain.stages().size() == 1;
        boolean handsOnEarly = false;
        Link<Object> link = null;
        for (int i = chain.stages().size() - 1; i >= 0; i--)
        {
            Stage stage = chain.stages().get(i);
            EventHandler<Object> handler = handler(stage, code.get(stage.name()), lane, laneLoops, batch);
            // a handler may release what it has done early, but not for others of its chain
            handler.setSequenceCallback(alone ? its.sequence() : new Sequence());
            handsOnEarly |= stage.into() != null || (alone && takesSequence(handler));
            link = link(stage, handler, link);
        }
        return Specializer.newInstance(Loop.class, typed(its.ring()).events().getClass(), StageLoop.class,
                spec(graph, chain, its, link, selector(chain.stages().get(0), code), batch, handsOnEarly, laneClock));
    }

    private static boolean takesSequence(EventHandler<?> handler)
    {
        try
        {
            return handler.getClass().getMethod("setSequenceCallback", Sequence.class)
                    .getDeclaringClass() != EventHandler.class;
        }
        catch (NoSuchMethodException e)
        {
            throw new IllegalStateException(handler.getClass().getName() + " is no event handler", e);
        }
    }

    private LoopSpec<Object> spec(Graph graph, Chain chain, ChainParts its, Link<Object> link,
            Selector<Object> selector, LoopBatch batch, boolean handsOnEarly, LaneClock laneClock)
    {
        RingUnit<Object> unit = typed(its.ring());
        List<ChainParts> gates = chain.gates().stream().map(gate -> parts.get(gate).chain()).distinct().toList();
        SequenceBarrier barrier = unit.ring().newBarrier(gates.stream().map(ChainParts::sequence)
                .toArray(Sequence[]::new));
        BatchStamps stamps = gates.isEmpty() ? unit.stamps() : gates.get(0).stamps();
        Stage first = chain.stages().get(0);
        FailurePolicy.Rewind<?> rewind = first.onFailure() instanceof FailurePolicy.Rewind<?> policy ? policy : null;
        long timeoutNs = chain.stages().stream().mapToLong(Stage::timeoutNs).filter(ns -> ns > 0).min().orElse(0);
        return new LoopSpec<>(unit, barrier, its.sequence(), link, dropped(graph, chain, unit), selector, stamps,
                its.stamps(), gates.isEmpty() ? unit : null, unit.numberOf(its.sequence()), batch, laneClock,
                its.latency(), its.counters(),
                its.batchSizes(), slowBatchNs, its.slow(), chain.batching(), handsOnEarly, rewind, timeoutNs, control);
    }

    /** All who may have dropped an event before it comes to a chain; the chain's stages all have the same before them. */
    private List<DroppedSlots> dropped(Graph graph, Chain chain, RingUnit<?> unit)
    {
        List<DroppedSlots> dropped = new ArrayList<>();
        dropped.add(unit.abandoned());
        Set<String> before = graph.ancestors(chain.stages().get(0).name());
        before.stream().map(parts::get).map(StageParts::dropped).filter(slots -> slots != null).forEach(dropped::add);
        return dropped;
    }

    private EventHandler<Object> handler(Stage stage, StageCode<?> code, Lane lane, LaneLoops laneLoops,
            LoopBatch batch)
    {
        StageParts its = parts.get(stage.name());
        if (code instanceof StageCode.Filtering<?> filter)
        {
            return newHandler(FilterHandler.class, filter.given(), its.dropped(), its.counters());
        }
        if (code instanceof StageCode.Mapping<?, ?> mapping)
        {
            RingEmitter<?> emitter = new RingEmitter<>(rings.get(stage.into()), batch, laneLoops,
                    lane.idle().newStrategy(), control, its.counters());
            batch.emitter(emitter);
            return newHandler(EmitHandler.class, stage.name(), mapping.given(), emitter);
        }
        if (code instanceof StageCode.Rewinding<?> rewinding)
        {
            return newHandler(RewindingHandler.class, stage.name(), rewinding.given());
        }
        return typedHandler(code.given());
    }

    private Selector<Object> selector(Stage stage, Map<String, StageCode<?>> code)
    {
        if (stage.role() instanceof Role.Shard shard)
        {
            return newSelector(KeySelector.class, stage.name(),
                    ((StageCode.OfKeys<?>) code.get(stage.name())).key(), new ShardTable(shard.count()),
                    shard.index());
        }
        return stage.role() instanceof Role.Turn turn
                ? newSelector(TurnSelector.class, turn.index(), turn.count())
                : null;
    }

    // The graph and the maps by name have no type for each ring's event; the builder has checked that they fit.

    @SuppressWarnings("unchecked")
    private static RingUnit<Object> typed(RingUnit<?> unit)
    {
        return (RingUnit<Object>) unit;
    }

    @SuppressWarnings("unchecked")
    private static EventHandler<Object> typedHandler(Object handler)
    {
        return (EventHandler<Object>) handler;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static EventHandler<Object> newHandler(Class<? extends EventHandler> template, Object... arguments)
    {
        return Specializer.newInstance(EventHandler.class, template, arguments);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Selector<Object> newSelector(Class<? extends Selector> template, Object... arguments)
    {
        return Specializer.newInstance(Selector.class, template, arguments);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Link<Object> link(Stage stage, EventHandler<Object> handler, Link<Object> next)
    {
        StageParts its = parts.get(stage.name());
        Failures<?> failures = new Failures<>(stage.name(), (FailurePolicy) stage.onFailure(), its.dropped(),
                its.counters(), control);
        boolean mutes = muted && stage.liveOnly();
        Link<Object> link = Specializer.newInstance(Link.class, StageLink.class, stage.name(), handler, failures,
                mutes ? null : next);
        return mutes ? Specializer.newInstance(Link.class, LiveOnlyLink.class, link, next) : link;
    }
}
