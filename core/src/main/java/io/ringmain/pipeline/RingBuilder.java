package io.ringmain.pipeline;

import java.util.function.IntFunction;

import com.lmax.disruptor.EventFactory;

/**
 * Describes a further ring of a pipeline and its stages; see {@link PipelineBuilder#ring}. It is built with the pipeline.
 * Not thread-safe.
 *
 * @param <E> the ring's event
 */
public final class RingBuilder<E> extends StageBuilder<E, RingBuilder<E>>
{
    RingBuilder(String name, IntFunction<EventFactory<E>> events)
    {
        super(name, events);
    }

    @Override
    RingBuilder<E> self()
    {
        return this;
    }
}
