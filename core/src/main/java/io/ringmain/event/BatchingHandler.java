package io.ringmain.event;

import com.lmax.disruptor.EventHandler;

/**
 * A handler whose work on an event counts only when the batch has ended: a journal that writes one excerpt for a batch,
 * a sender that flushes. Stages after it see an event only once the call with {@code endOfBatch == true} has returned;
 * the engine never fuses a later stage into its per-event chain.
 *
 * @param <E> the event
 */
public interface BatchingHandler<E> extends EventHandler<E>
{}
