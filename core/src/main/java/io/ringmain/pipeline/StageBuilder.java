package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RewindableEventHandler;

import io.ringmain.engine.StageCode;
import io.ringmain.event.BatchingHandler;
import io.ringmain.event.FlatMapper;
import io.ringmain.failure.FailurePolicy;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Role;
import io.ringmain.graph.ShardTable;
import io.ringmain.lane.IdlePolicy;

/**
 * Describes one ring and its stages, stage by stage. {@link #after}, {@link #lane}, {@link #onFailure}, {@link #liveOnly}
 * and {@link #timeout} speak of the stage named last. The graph is checked by {@code build()}, which
 * reports all its problems together, and the CPUs of lanes once the graph is right; an argument that can never be right, such
 * as no shard at all, is refused at once. Not thread-safe.
 *
 * @param <E> the ring's event
 * @param <B> the builder itself
 */
public abstract sealed class StageBuilder<E, B extends StageBuilder<E, B>> permits PipelineBuilder, RingBuilder
{
    /** Slots of a ring for which {@link #capacity} is not called. */
    public static final int DEFAULT_CAPACITY = 1 << 14;

    final String name;
    /** By the slots that there will be. */
    final IntFunction<EventFactory<E>> events;
    final List<StageDraft<E>> drafts = new ArrayList<>();
    final Set<Lane> lanes = new LinkedHashSet<>();
    int capacity = DEFAULT_CAPACITY;
    boolean singlePublisher;
    IdlePolicy publisherIdle = IdlePolicy.BACKOFF;

    StageBuilder(String name, IntFunction<EventFactory<E>> events)
    {
        this.name = Objects.requireNonNull(name, "the name of a pipeline or ring");
        this.events = events;
    }

    /**
     * The size of the ring.
     *
     * @param slots a power of two; {@value #DEFAULT_CAPACITY} by default
     * @return this
     */
    public B capacity(int slots)
    {
        capacity = slots;
        return self();
    }

    /**
     * Promises that one thread alone publishes, which is faster. A second one gets an exception.
     *
     * @return this
     */
    public B singlePublisher()
    {
        singlePublisher = true;
        return self();
    }

    /**
     * What a publisher does while it waits for room.
     *
     * @param policy {@link IdlePolicy#BACKOFF} by default
     * @return this
     */
    public B publisherIdle(IdlePolicy policy)
    {
        publisherIdle = Objects.requireNonNull(policy, "the idle policy of a publisher");
        return self();
    }

    /**
     * Adds a stage. Without {@link #after} it reads the head of the ring, in parallel with others that do; without
     * {@link #lane} it is placed automatically.
     *
     * @param stage   its name
     * @param handler what it does; any handler written for the Disruptor. A {@link BatchingHandler} is understood as one
     * @return this
     */
    public B stage(String stage, EventHandler<? super E> handler)
    {
        return add(stage, handler instanceof BatchingHandler ? new Role.Batch() : new Role.Handle(),
                new StageCode.Handling<>(handler), handler);
    }

    /**
     * Adds a stage that may ask for its batch again, by throwing the Disruptor's {@code RewindableException}. After
     * {@code times} rewinds of one batch the pipeline halts, as it does for any other exception. A policy that is given
     * afterwards takes the place of all this: nothing is rewound then.
     *
     * @param stage   its name
     * @param handler what it does; any rewindable handler written for the Disruptor
     * @param times   how often for one batch, at least once
     * @param pause   before each
     * @return this
     */
    public B rewindable(String stage, RewindableEventHandler<? super E> handler, int times, Duration pause)
    {
        add(stage, new Role.Handle(), new StageCode.Rewinding<>(handler), handler);
        return onFailure(new FailurePolicy.Rewind<>(times, pause));
    }

    /**
     * Adds a stage that changes each event in place.
     *
     * @param stage  its name
     * @param change sets fields of the event
     * @return this
     */
    public B map(String stage, Consumer<? super E> change)
    {
        Objects.requireNonNull(change, () -> "change of stage " + stage);
        return stage(stage, (event, sequence, endOfBatch) -> change.accept(event));
    }

    /**
     * Adds a stage that decides which events the stages after it see. Those beside it see all.
     *
     * @param stage  its name
     * @param passes false: no stage after this one sees the event
     * @return this
     */
    public B filter(String stage, Predicate<? super E> passes)
    {
        return add(stage, new Role.Filter(), new StageCode.Filtering<>(passes), passes);
    }

    /**
     * Adds a stage that makes of each event none, one or many events of another ring of this pipeline. Their latency counts
     * from the publication of the event that they came from.
     *
     * @param stage  its name
     * @param into   the other ring
     * @param mapper fills them
     * @param <R>    the event of the other ring
     * @return this
     */
    public <R> B flatMap(String stage, StageBuilder<R, ?> into, FlatMapper<? super E, R> mapper)
    {
        return add(stage, new Role.Emit(into.name), new StageCode.Mapping<>(mapper), mapper);
    }

    /**
     * Adds a stage that runs as several, each for some keys: the events of one key are handled by one handler, in order.
     * Going from n to n + 1 shards moves about 1/(n + 1) of the keys. Others that come after it wait for all shards.
     *
     * @param stage   its name; shard i is called {@code stage-i}
     * @param shards  how many, up to {@link ShardTable#MAX_SHARDS}
     * @param key     which an event belongs to; it must not be changed by a stage beside this one
     * @param handler makes shard i's handler
     * @return this
     */
    public B sharded(String stage, int shards, ToLongFunction<? super E> key,
            IntFunction<? extends EventHandler<? super E>> handler)
    {
        Objects.requireNonNull(key, () -> "key of stage " + stage);
        return addGroup(stage, shards, i -> new StageDraft.Member<>(stage + "-" + i,
                new Role.Shard(stage, i, shards), new StageCode.OfKeys<>(made(stage, handler, i), key)));
    }

    /**
     * Adds a stage that runs as several, which take turns: member i handles every event whose sequence is i modulo
     * {@code members}. Others that come after it wait for all members.
     *
     * @param stage   its name; member i is called {@code stage-i}
     * @param members how many, up to {@link ShardTable#MAX_SHARDS}
     * @param handler makes member i's handler
     * @return this
     */
    public B pool(String stage, int members, IntFunction<? extends EventHandler<? super E>> handler)
    {
        return addGroup(stage, members, i -> new StageDraft.Member<>(stage + "-" + i,
                new Role.Turn(stage, i, members), new StageCode.Handling<>(made(stage, handler, i))));
    }

    /**
     * Lets the stage named last see an event only when others have handled it.
     *
     * @param stages their names; they may be added later
     * @return this
     */
    public B after(String... stages)
    {
        current("after").after.addAll(List.of(stages));
        return self();
    }

    /**
     * Puts the stage named last on a lane: stages that name the same lane share its thread. Shards and members of a pool
     * get a lane each, {@code lane-i}.
     *
     * @param lane its name
     * @return this
     */
    public B lane(String lane)
    {
        current("lane").lane = lane;
        return self();
    }

    /**
     * As {@link #lane(String)}, and gives the lane an idle policy.
     *
     * @param lane   its name
     * @param policy for this lane alone
     * @return this
     */
    public B lane(String lane, IdlePolicy policy)
    {
        return lane(lane, policy, Lane.ANY_CPU);
    }

    /**
     * As {@link #lane(String, IdlePolicy)}, and pins the lane to a CPU.
     *
     * @param lane   its name
     * @param policy for this lane alone
     * @param cpu    as the operating system counts them, from 0; one that this process may use
     * @return this
     */
    public B lane(String lane, IdlePolicy policy, int cpu)
    {
        lane(lane);
        StageDraft<E> stage = current("lane");
        stage.members.forEach(member -> lanes.add(new Lane(stage.laneOf(member), policy, cpu)));
        return self();
    }

    /**
     * What happens when the stage named last throws.
     *
     * @param policy {@link FailurePolicy#halt()} by default
     * @return this
     */
    public B onFailure(FailurePolicy<? super E> policy)
    {
        current("onFailure").onFailure = Objects.requireNonNull(policy, "a failure policy");
        return self();
    }

    /**
     * Calls {@code onTimeout} of the stage named last when no event came for a while; again after each such while. Stages
     * that are fused to it are told, too.
     *
     * @param quiet how long
     * @return this
     */
    public B timeout(Duration quiet)
    {
        current("timeout").timeoutNs = TimeUnit.NANOSECONDS.convert(quiet);
        return self();
    }

    /**
     * Says that the stage named last acts on the outside world, so that a replay mutes it: nothing of it is called there,
     * its start, shutdown and timeout included, and every event passes it. It starts when the pipeline goes live, if it does.
     * What state it holds belongs to no snapshot and to no state hash. So that a replay shows the other stages what they saw
     * live,
     * <ul>
     * <li>a filter cannot be live-only, nor a stage that others come after and whose {@link #onFailure} drops events;
     * {@code build()} refuses both;
     * <li>a handler or {@link #map} that is live-only must not change events that others read: nothing can check that;
     * <li>a {@link #flatMap} that is live-only emits nothing in a replay, so the stages of the other ring see nothing from
     * it: right for a ring of outputs, wrong for one whose stages hold state;
     * <li>all shards, or all members of a pool, are muted together; the key function is still called.
     * </ul>
     *
     * @return this
     */
    public B liveOnly()
    {
        current("liveOnly").liveOnly = true;
        return self();
    }

    abstract B self();

    private B add(String stage, Role role, StageCode<E> code, Object given)
    {
        Objects.requireNonNull(given, () -> "what stage " + stage + " runs");
        drafts.add(new StageDraft<>(stage, List.of(new StageDraft.Member<>(stage, role, code))));
        return self();
    }

    private B addGroup(String stage, int count, IntFunction<StageDraft.Member<E>> member)
    {
        if (count < 1 || count > ShardTable.MAX_SHARDS)
        {
            throw new IllegalArgumentException("stage \"" + stage + "\" is to run as " + count +
                    ": it must be from 1 to " + ShardTable.MAX_SHARDS);
        }
        drafts.add(new StageDraft<>(stage, IntStream.range(0, count).mapToObj(member).toList()));
        return self();
    }

    private static <T> T made(String stage, IntFunction<? extends T> maker, int index)
    {
        return Objects.requireNonNull(maker.apply(index), () -> "handler " + index + " of stage " + stage);
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
}
