package io.ringmain.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.event.BatchingHandler;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Stage;
import io.ringmain.lane.IdlePolicy;

/**
 * Describes a pipeline, stage by stage. {@link #after}, {@link #lane} and {@link #liveOnly} speak of the stage named last.
 * Nothing is checked before {@link #build()}, which reports all problems together. Not thread-safe.
 *
 * @param <E> the event
 */
public final class PipelineBuilder<E>
{
    /** Slots of a ring for which {@link #capacity} is not called. */
    public static final int DEFAULT_CAPACITY = 1 << 14;

    private final String name;
    private final EventFactory<E> events;
    private final List<StageDraft<E>> drafts = new ArrayList<>();
    private final Set<Lane> lanes = new LinkedHashSet<>();
    private int capacity = DEFAULT_CAPACITY;
    private boolean singlePublisher;
    private boolean replaying;
    private IdlePolicy idle = IdlePolicy.BACKOFF;
    private IdlePolicy publisherIdle = IdlePolicy.BACKOFF;
    private NanoClock clock = SystemNanoClock.INSTANCE;

    PipelineBuilder(String name, EventFactory<E> events)
    {
        this.name = name;
        this.events = events;
    }

    /**
     * The size of the ring.
     *
     * @param slots a power of two; {@value #DEFAULT_CAPACITY} by default
     * @return this
     */
    public PipelineBuilder<E> capacity(int slots)
    {
        this.capacity = slots;
        return this;
    }

    /**
     * Promises that one thread alone publishes, which is faster. A second one gets an exception.
     *
     * @return this
     */
    public PipelineBuilder<E> singlePublisher()
    {
        this.singlePublisher = true;
        return this;
    }

    /**
     * What every lane does when idle that is given no policy of its own.
     *
     * @param policy {@link IdlePolicy#BACKOFF} by default
     * @return this
     */
    public PipelineBuilder<E> idle(IdlePolicy policy)
    {
        this.idle = policy;
        return this;
    }

    /**
     * What a publisher does while it waits for room.
     *
     * @param policy {@link IdlePolicy#BACKOFF} by default
     * @return this
     */
    public PipelineBuilder<E> publisherIdle(IdlePolicy policy)
    {
        this.publisherIdle = policy;
        return this;
    }

    /**
     * Mutes every {@link #liveOnly} stage: the pipeline is to rebuild state from a recording, not to act again.
     *
     * @return this
     */
    public PipelineBuilder<E> replaying()
    {
        this.replaying = true;
        return this;
    }

    /**
     * Adds a stage. Without {@link #after} it reads the head of the ring, in parallel with others that do; without
     * {@link #lane} it has a lane to itself, of its own name.
     *
     * @param stage   its name
     * @param handler what it does; any handler written for the Disruptor, save that {@code onTimeout} is never called
     * @return this
     */
    public PipelineBuilder<E> stage(String stage, EventHandler<? super E> handler)
    {
        drafts.add(new StageDraft<>(stage, Objects.requireNonNull(handler, () -> "handler of stage " + stage)));
        return this;
    }

    /**
     * Lets the stage named last see an event only when others have handled it.
     *
     * @param stages their names; they may be added later
     * @return this
     */
    public PipelineBuilder<E> after(String... stages)
    {
        current("after").after.addAll(List.of(stages));
        return this;
    }

    /**
     * Puts the stage named last on a lane: stages that name the same lane share its thread.
     *
     * @param lane its name
     * @return this
     */
    public PipelineBuilder<E> lane(String lane)
    {
        current("lane").lane = lane;
        return this;
    }

    /**
     * As {@link #lane(String)}, and gives the lane an idle policy.
     *
     * @param lane   its name
     * @param policy for this lane alone
     * @return this
     */
    public PipelineBuilder<E> lane(String lane, IdlePolicy policy)
    {
        lanes.add(new Lane(lane, policy));
        return lane(lane);
    }

    /**
     * Says that the stage named last acts on the outside world, so that it is muted in a replay.
     *
     * @return this
     */
    public PipelineBuilder<E> liveOnly()
    {
        current("liveOnly").liveOnly = true;
        return this;
    }

    /**
     * Validates and compiles; no thread starts.
     *
     * @return a pipeline to be started
     * @throws io.ringmain.graph.GraphException with everything that is wrong
     */
    public Pipeline<E> build()
    {
        Set<String> withPolicy = lanes.stream().map(Lane::name).collect(Collectors.toSet());
        List<Lane> all = new ArrayList<>(lanes);
        drafts.stream().map(draft -> draft.lane).distinct().filter(lane -> !withPolicy.contains(lane))
                .forEach(lane -> all.add(new Lane(lane, idle)));
        Graph graph = new Graph(name, capacity, drafts.stream().map(StageDraft::describe).toList(), all);
        Map<String, EventHandler<? super E>> handlers = new LinkedHashMap<>();
        drafts.forEach(draft -> handlers.put(draft.name, replaying && draft.liveOnly ? new Muted<>() : draft.handler));
        return new Pipeline<>(graph, events, handlers, singlePublisher, publisherIdle, clock);
    }

    /**
     * Builds and starts.
     *
     * @return a running pipeline
     */
    public Pipeline<E> start()
    {
        Pipeline<E> pipeline = build();
        pipeline.start();
        return pipeline;
    }

    /** For tests that advance time themselves. */
    PipelineBuilder<E> clock(NanoClock nanoClock)
    {
        this.clock = nanoClock;
        return this;
    }

    private StageDraft<E> current(String what)
    {
        if (drafts.isEmpty())
        {
            throw new IllegalStateException(
                    what + "(…) speaks of the stage named last, but none is: call stage(…) first");
        }
        return drafts.get(drafts.size() - 1);
    }

    private static final class StageDraft<E>
    {
        private final String name;
        private final EventHandler<? super E> handler;
        private final List<String> after = new ArrayList<>();
        private String lane;
        private boolean liveOnly;

        StageDraft(String name, EventHandler<? super E> handler)
        {
            this.name = name;
            this.handler = handler;
            this.lane = name;
        }

        Stage describe()
        {
            return new Stage(name, after, lane, handler instanceof BatchingHandler, liveOnly);
        }
    }

    /** Stands in for a live-only stage in a replay. */
    private static final class Muted<E> implements EventHandler<E>
    {
        @Override
        public void onEvent(E event, long sequence, boolean endOfBatch)
        {
            // acts on nothing
        }
    }
}
