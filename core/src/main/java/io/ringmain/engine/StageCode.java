package io.ringmain.engine;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RewindableEventHandler;

import io.ringmain.event.FlatMapper;

/**
 * What a stage runs, beside its description in the graph.
 *
 * @param <E> the event
 */
public sealed interface StageCode<E>
{
    /**
     * The object that the user gave, which may hold state.
     *
     * @return handler, predicate or mapper
     */
    Object given();

    /**
     * Calls a handler.
     *
     * @param given for each event
     * @param <E>   the event
     */
    record Handling<E>(EventHandler<? super E> given) implements StageCode<E>
    {}

    /**
     * Calls a handler, for a batch again when it asks for that.
     *
     * @param given for each event
     * @param <E>   the event
     */
    record Rewinding<E>(RewindableEventHandler<? super E> given) implements StageCode<E>
    {}

    /**
     * Decides which events go on.
     *
     * @param given true: it goes on
     * @param <E>   the event
     */
    record Filtering<E>(Predicate<? super E> given) implements StageCode<E>
    {}

    /**
     * Makes events of another ring.
     *
     * @param given for each event
     * @param <E>   the event
     * @param <R>   the event of the other ring
     */
    record Mapping<E, R>(FlatMapper<? super E, R> given) implements StageCode<E>
    {}

    /**
     * Calls a handler for the events of some keys.
     *
     * @param given for each of them
     * @param key   which an event belongs to
     * @param <E>   the event
     */
    record OfKeys<E>(EventHandler<? super E> given, ToLongFunction<? super E> key) implements StageCode<E>
    {}
}
