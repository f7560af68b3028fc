package io.ringmain.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import com.lmax.disruptor.EventFactory;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.ringmain.event.Message;
import io.ringmain.event.MessageSlab;
import io.ringmain.lane.IdlePolicy;

/**
 * Describes a pipeline: its first ring and that ring's stages, as {@link StageBuilder} says, further rings, and what holds
 * for all of them. Not thread-safe.
 *
 * @param <E> the event of the first ring
 */
public final class PipelineBuilder<E> extends StageBuilder<E, PipelineBuilder<E>>
{
    final List<RingBuilder<?>> others = new ArrayList<>();
    boolean replaying;
    IdlePolicy idle = IdlePolicy.BACKOFF;
    NanoClock clock = SystemNanoClock.INSTANCE;
    Duration slowBatch = Duration.ofMillis(10);

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
        this.idle = policy;
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
