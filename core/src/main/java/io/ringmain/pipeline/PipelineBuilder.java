package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventHandler;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.event.Message;
import io.ringmain.event.MessageSlab;
import io.ringmain.lane.IdlePolicy;
import io.ringmain.monitor.Stall;
import io.ringmain.monitor.StallLog;

/**
 * Describes a pipeline: its first ring and that ring's stages, as {@link StageBuilder} says, further rings, and what holds
 * for all of them. Not thread-safe.
 *
 * @param <E> the event of the first ring
 */
public final class PipelineBuilder<E> extends StageBuilder<E, PipelineBuilder<E>>
{
    private static final Duration SHORTEST_STALL = Duration.ofMillis(4);

    final List<RingBuilder<?>> others = new ArrayList<>();
    boolean replaying;
    IdlePolicy idle = IdlePolicy.BACKOFF;
    NanoClock clock = SystemNanoClock.INSTANCE;
    Duration slowBatch = Duration.ofMillis(10);
    /** Zero: no watchdog. */
    Duration stallAfter = Duration.ofSeconds(1);
    Consumer<? super Stall> stalls = new StallLog();

    PipelineBuilder(String name, IntFunction<EventFactory<E>> events)
    {
        super(name, events);
    }

    /**
     * Describes a further ring: stages of this pipeline fill it by {@link #flatMap}, publishers by
     * {@link Pipeline#publisher(RingBuilder)}.
     *
     * @param ring        its name
     * @param otherEvents makes the events that live in its slots
     * @param <R>         its event
     * @return describes it; built together with this
     */
    public <R> RingBuilder<R> ring(String ring, EventFactory<R> otherEvents)
    {
        return add(new RingBuilder<>(ring, slots -> otherEvents));
    }

    /**
     * Describes a further ring, of binary events, as {@link Pipeline#messages} does the first.
     *
     * @param ring            its name
     * @param maxPayloadBytes how long the longest can be
     * @return describes it; built together with this
     */
    public RingBuilder<Message> messageRing(String ring, int maxPayloadBytes)
    {
        return add(new RingBuilder<>(ring, slots -> MessageSlab.allocate(maxPayloadBytes, slots)));
    }

    /**
     * What every lane does when idle that is given no policy of its own.
     *
     * @param policy {@link IdlePolicy#BACKOFF} by default
     * @return this
     */
    public PipelineBuilder<E> idle(IdlePolicy policy)
    {
        this.idle = Objects.requireNonNull(policy, "the idle policy of a pipeline");
        return this;
    }

    /**
     * Which batches are counted and reported as slow.
     *
     * @param limit those that take longer; 10 ms by default
     * @return this
     */
    public PipelineBuilder<E> slowBatch(Duration limit)
    {
        this.slowBatch = limit;
        return this;
    }

    /**
     * When a stage counts as stalled: it has not advanced for so long while work waits. A thread {@code pipeline/watchdog}
     * looks, four times in this limit and once a second at least; it reads, and holds no lane up, but it takes a tenth of a
     * millisecond of CPU, which where lanes spin on all CPUs is theirs ({@code perf-reports/2026-11-28-tail}). A stage
     * advances at the end of a batch, so the limit should be more than a
     * batch of 1,024 events takes. A pipeline that its caller runs has no watchdog.
     *
     * @param limit    1 s by default; at least 4 ms
     * @param listener told once when a stage stalls and once when it goes on, by the watchdog's thread
     * @return this
     * @throws IllegalArgumentException when the limit is shorter
     */
    public PipelineBuilder<E> watchdog(Duration limit, Consumer<? super Stall> listener)
    {
        if (limit.compareTo(SHORTEST_STALL) < 0)
        {
            throw new IllegalArgumentException("a stage is to count as stalled after " + limit + ": it must be " +
                    SHORTEST_STALL + " at least; withoutWatchdog() looks for no stalls at all");
        }
        stallAfter = limit;
        stalls = Objects.requireNonNull(listener);
        return this;
    }

    /**
     * As {@link #watchdog(Duration, Consumer)}; stalls go to the JDK's logger {@code io.ringmain.monitor}.
     *
     * @param limit 1 s by default; at least 4 ms
     * @return this
     */
    public PipelineBuilder<E> watchdog(Duration limit)
    {
        return watchdog(limit, new StallLog());
    }

    /**
     * Starts no watchdog: nobody is told of stalls, and slow batches are counted but not in a flight recording.
     *
     * @return this
     */
    public PipelineBuilder<E> withoutWatchdog()
    {
        stallAfter = Duration.ZERO;
        return this;
    }

    /**
     * Mutes every {@link #liveOnly} stage until {@link Pipeline#goLive()}, and so for good when that is never called: the
     * pipeline is to rebuild state from a recording, not to act again.
     *
     * @return this
     */
    public PipelineBuilder<E> replaying()
    {
        this.replaying = true;
        return this;
    }

    /**
     * Whether every stage described so far that runs a handler is {@link #liveOnly}: for those who give an app a handler that
     * must not see a replay.
     *
     * @param handler as it was given to {@code stage}
     * @return true, too, when no stage runs it
     */
    public boolean isLiveOnly(EventHandler<?> handler)
    {
        return Stream.concat(Stream.of(this), others.stream()).flatMap(ring -> ring.drafts.stream())
                .filter(draft -> draft.members.stream().anyMatch(member -> member.code().given() == handler))
                .allMatch(draft -> draft.liveOnly);
    }

    /**
     * Validates and compiles; no thread starts.
     *
     * @return a pipeline to be started
     * @throws io.ringmain.graph.GraphException with everything that is wrong
     * @throws IllegalStateException            when a ring of messages needs a flag that the JVM was started without
     */
    public Pipeline<E> build()
    {
        return new Plan<>(this).build();
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

    private <R> RingBuilder<R> add(RingBuilder<R> other)
    {
        others.add(other);
        return other;
    }

    @Override
    PipelineBuilder<E> self()
    {
        return this;
    }
}
