package io.ringmain.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

import io.ringmain.engine.Engine;
import io.ringmain.engine.RingUnit;

/**
 * The ways into a pipeline, one for each ring. Cold path, apart from what it hands out. Immutable.
 *
 * @param <E> the event of the first ring
 */
final class Publishers<E>
{
    private final Engine engine;
    private final RingPublisher<E> first;
    private final Map<String, RingPublisher<?>> byRing = new LinkedHashMap<>();

    Publishers(Engine engine, PipelineBuilder<E> described)
    {
        this.engine = engine;
        first = open(described);
        described.others.forEach(this::open);
    }

    RingPublisher<E> first()
    {
        return first;
    }

    <R> RingPublisher<R> of(RingBuilder<R> ring)
    {
        @SuppressWarnings("unchecked") // the ring of that name was made for that event
        RingPublisher<R> its = (RingPublisher<R>) byRing.get(ring.name);
        if (its == null)
        {
            throw new IllegalArgumentException("pipeline \"" + engine.graph().name() + "\" has no ring \"" +
                    ring.name + "\"; there are: " + String.join(", ", byRing.keySet()));
        }
        return its;
    }

    /** While the intake pauses: throws when a thread may publish nevertheless. */
    void checkAreHeld()
    {
        byRing.values().forEach(RingPublisher::checkIsHeld);
    }

    /** While the intake pauses: other threads may publish next. */
    void letGo()
    {
        byRing.values().forEach(RingPublisher::letGo);
    }

    private <R> RingPublisher<R> open(StageBuilder<R, ?> ring)
    {
        @SuppressWarnings("unchecked") // the ring of that name was made for that event
        RingUnit<R> unit = (RingUnit<R>) engine.ring(ring.name);
        RingPublisher<R> its = RingPublisher.of(engine.graph().name(), engine, unit, ring.publisherIdle);
        byRing.put(ring.name, its);
        return its;
    }
}
