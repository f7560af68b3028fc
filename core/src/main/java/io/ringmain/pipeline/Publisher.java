package io.ringmain.pipeline;

import java.util.function.Consumer;

/**
 * The only way into a pipeline: claims slots of the ring, fills them, publishes them.
 *
 * <p>
 * Threading: a pipeline built with {@code singlePublisher()} has one publishing thread; any other takes calls from all
 * threads. Every method throws {@link io.ringmain.failure.PipelineFailedException} once a stage has failed, with the
 * first cause, and {@link io.ringmain.failure.PipelineClosedException} once the intake is closed; a thread that waits
 * for room is released by either.
 *
 * @param <E> the event
 */
public interface Publisher<E>
{
    /** What {@link #tryClaim} answers when the ring has no room. */
    long FULL = -1;

    /**
     * Fills one event and publishes it, waiting for room by the pipeline's publisher idle policy.
     *
     * @param fill sets every field of the event; when it throws, no stage sees the event and the exception goes on to
     *             the caller
     */
    void publish(Consumer<? super E> fill);

    /**
     * As {@link #publish}, without waiting.
     *
     * @param fill sets every field of the event
     * @return false when the ring is full; {@code fill} was not called then
     */
    boolean tryPublish(Consumer<? super E> fill);

    /**
     * Claims slots next to each other, waiting for room. What was claimed must be committed: until then no stage gets
     * past it.
     *
     * @param count how many, from 1 to the ring's capacity
     * @return the sequence of the first
     */
    long claim(int count);

    /**
     * As {@link #claim}, without waiting.
     *
     * @param count how many, from 1 to the ring's capacity
     * @return the sequence of the first, or {@link #FULL}
     */
    long tryClaim(int count);

    /**
     * The event in a claimed slot.
     *
     * @param sequence one of those claimed and not yet committed
     * @return the event to fill, as its former use left it
     */
    E event(long sequence);

    /**
     * Publishes what was claimed; its latency counts from now.
     *
     * @param first what the claim returned
     * @param count what was claimed
     */
    void commit(long first, int count);
}
