package io.ringmain.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;

import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Stage;
import io.ringmain.latency.PublishStamps;
import io.ringmain.latency.StageLatency;

/**
 * A graph, compiled: the ring, the loops over it, and the threads that run them. Cold path, apart from what it hands out.
 *
 * <p>
 * Owner: the thread that starts and stops the pipeline. Readers: publishers and lanes read final fields and the threads.
 *
 * @param <E> the event
 */
public final class Engine<E>
{
    private final Graph graph;
    private final RingBuffer<E> ring;
    private final PublishStamps stamps;
    private final AbandonedSlots abandoned;
    private final NanoClock clock;
    private final Control control = new Control();
    private final Map<String, StageLatency> latencies = new LinkedHashMap<>();
    private final List<Agent> agents = new ArrayList<>();
    private final CountDownLatch started;
    // complete before the first of them starts
    private volatile List<Thread> threads = List.of();

    /**
     * Compiles; no thread starts yet.
     *
     * @param graph           what to run
     * @param events          fills the ring's slots, once
     * @param handlers        by stage
     * @param singlePublisher one thread alone will ever publish
     * @param clock           the clock of every latency
     */
    public Engine(Graph graph, EventFactory<E> events, Map<String, EventHandler<? super E>> handlers,
            boolean singlePublisher, NanoClock clock)
    {
        this.graph = graph;
        this.clock = clock;
        ring = RingBuffer.create(singlePublisher ? ProducerType.SINGLE : ProducerType.MULTI, events, graph.capacity(),
                new PollingWaitStrategy());
        stamps = new PublishStamps(graph.capacity());
        abandoned = new AbandonedSlots(graph.capacity());
        started = new CountDownLatch(graph.lanes().size());
        graph.stages().forEach(stage -> latencies.put(stage.name(), new StageLatency(stamps)));
        compile(handlers);
    }

    /**
     * Starts a thread for each lane, named {@code pipeline/lane}; returns when every handler has started, when one has
     * failed, or when the pipeline is stopped meanwhile.
     */
    public void start()
    {
        List<Thread> lanes = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++)
        {
            AgentRunner runner = new AgentRunner(graph.lanes().get(i).idle().newStrategy(), this::laneFailed, null,
                    agents.get(i));
            lanes.add(new Thread(runner, agents.get(i).roleName()));
        }
        threads = List.copyOf(lanes);
        try
        {
            threads.forEach(Thread::start);
            while (!control.stopped() && !started.await(1, TimeUnit.MILLISECONDS))
            {
                // a lane whose handler throws in onStart never counts down
            }
        }
        catch (InterruptedException e)
        {
            control.fail(new StageFailure("start", StageFailure.NO_SEQUENCE, e));
            Thread.currentThread().interrupt();
        }
        catch (Error cannotStartThread)
        {
            control.fail(new StageFailure("start", StageFailure.NO_SEQUENCE, cannotStartThread));
        }
    }

    /**
     * Waits until every lane's thread has ended. An interrupt does not shorten the wait; it is kept for the caller.
     *
     * @param timeoutNs how long at most
     * @return the threads that still run
     */
    public List<Thread> join(long timeoutNs)
    {
        long deadlineNs = System.nanoTime() + timeoutNs;
        boolean interrupted = false;
        for (Thread thread : threads)
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
        return threads.stream().filter(Thread::isAlive).toList();
    }

    /**
     * Whether a thread is one of the lanes, which must not wait for the ring that they empty.
     *
     * @param thread any
     * @return true for a lane's
     */
    public boolean isLane(Thread thread)
    {
        return threads.contains(thread);
    }

    /**
     * The ring.
     *
     * @return the Disruptor's own
     */
    public RingBuffer<E> ring()
    {
        return ring;
    }

    /**
     * The last sequence that all stages have handled.
     *
     * @return -1 before the first
     */
    public long handled()
    {
        return ring.getMinimumGatingSequence();
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
     * Where publishers leave the time.
     *
     * @return the one of this ring
     */
    public PublishStamps stamps()
    {
        return stamps;
    }

    /**
     * Where publishers mark slots that could not be filled.
     *
     * @return the one of this ring
     */
    public AbandonedSlots abandoned()
    {
        return abandoned;
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
     * The recorders.
     *
     * @return by stage, in the order of the graph
     */
    public Map<String, StageLatency> latencies()
    {
        return latencies;
    }

    private void compile(Map<String, EventHandler<? super E>> handlers)
    {
        List<Chain> chains = Chain.of(graph);
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        for (Chain chain : chains)
        {
            Sequence sequence = new Sequence();
            chain.stages().forEach(stage -> sequences.put(stage.name(), sequence));
            boolean last = chains.stream().flatMap(other -> other.gates().stream()).noneMatch(chain::contains);
            if (last)
            {
                ring.addGatingSequences(sequence);
            }
        }
        for (Lane lane : graph.lanes())
        {
            Loop[] loops = chains.stream().filter(chain -> chain.lane().equals(lane.name()))
                    .map(chain -> loop(chain, sequences, handlers)).toArray(Loop[]::new);
            agents.add(Specializer.newInstance(Agent.class, LaneAgent.class, graph.name() + "/" + lane.name(), loops,
                    control, started));
        }
    }

    private Loop loop(Chain chain, Map<String, Sequence> sequences, Map<String, EventHandler<? super E>> handlers)
    {
        Sequence sequence = sequences.get(chain.stages().get(0).name());
        Sequence[] gates = chain.gates().stream().map(sequences::get).distinct().toArray(Sequence[]::new);
        Link<?> link = null;
        for (int i = chain.stages().size() - 1; i >= 0; i--)
        {
            String stage = chain.stages().get(i).name();
            EventHandler<? super E> handler = handlers.get(stage);
            // a handler may release what it has done early, but not for others of its chain
            handler.setSequenceCallback(chain.stages().size() == 1 ? sequence : new Sequence());
            link = Specializer.newInstance(Link.class, StageLink.class, stage, handler, link);
        }
        StageLatency[] recorders = chain.stages().stream().map(Stage::name).map(latencies::get)
                .toArray(StageLatency[]::new);
        return Specializer.newInstance(Loop.class, StageLoop.class, ring, ring.newBarrier(gates), sequence, link,
                recorders, abandoned, clock, chain.stages().stream().anyMatch(Stage::batching));
    }

    private void laneFailed(Throwable thrown)
    {
        if (thrown instanceof StageFailure failure)
        {
            control.fail(failure);
        }
        else if (!(thrown instanceof AgentTerminationException))
        {
            control.fail(new StageFailure(Thread.currentThread().getName(), StageFailure.NO_SEQUENCE, thrown));
        }
    }
}
