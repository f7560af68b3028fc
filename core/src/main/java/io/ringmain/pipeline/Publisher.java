package io.ringmain.pipeline;

import java.util.function.Consumer;

/**
 * The only way into a ring: claims slots, fills them, publishes them.
 *
 * <pre>
 *   the ring is full   publish                       waits
 *                      publish(fill, timeoutNs)      waits so long at most
 *                      tryPublish                    answers at once; the event is still the caller's
 *                      publishOrDrop                 answers at once; the event is lost, and counted
 * </pre>
 *
 * <p>
 * Threading: a ring built with {@code singlePublisher()} has one publishing thread; any other takes calls from all
 * threads. Every method throws {@link io.ringmain.failure.PipelineFailedException} once a stage has failed, with the
 * first cause, and {@link io.ringmain.failure.PipelineClosedException} once the intake is closed; a thread that waits
 * for room is released by either. While the pipeline comes to rest for a snapshot it is as if the ring were full. A stage that would have to wait for room in a ring of its own pipeline gets an
 * {@link IllegalStateException} instead; a flat-map may wait, since its lane does the work behind it meanwhile.
 *
 * @param <E> the event
 */
public interface Publisher<E>
{
    /** What {@link #tryClaim} answers when the ring has no room, and {@link #claim(int, long)} when it had none in time. */
    long FULL = -1;

    /**
     * Fills one event and publishes it, waiting for room by the ring's publisher idle policy. {@code fill} must not publish
     * to the same ring: of a single publisher that is refused, and in a full one of several it would wait for the slot that
     * its own thread holds.
     *
     * @param fill sets every field of the event; when it throws, no stage sees the event and the exception goes on to
     *             the caller
     */
    void publish(Consumer<? super E> fill);

    /**
     * As {@link #publish(Consumer)}, with a limit to the wait.
     *
     * @param fill      sets every field of the event
     * @param timeoutNs how long to wait for room at most, in nanoseconds
     * @return false when there was no room in time; {@code fill} was not called then
     */
    boolean publish(Consumer<? super E> fill, long timeoutNs);

    /**
     * As {@link #publish(Consumer)}, without waiting.
     *
     * @param fill sets every field of the event
     * @return false when the ring is full; {@code fill} was not called then
     */
    boolean tryPublish(Consumer<? super E> fill);

    /**
     * Publishes one event, or drops it when the ring is full: for those who would rather lose the newest than wait. What is
     * dropped is counted, see {@link io.ringmain.counter.RingCounter#DROPPED}.
     *
     * @param fill sets every field of the event
     * @return false when it was dropped; {@code fill} was not called then
     */
    boolean publishOrDrop(Consumer<? super E> fill);

    /**
     * Claims slots next to each other, waiting for room. What was claimed must be committed: until then no stage gets
     * past it. On a ring of a single publisher with more than 16,384 slots it also waits, a third of a millisecond at
     * most, until the stages have nearly caught up, when it is that far ahead of stages that take less than 20 ns an event;
     * so does {@link #publish(Consumer)}.
     *
     * @param count how many, from 1 to the ring's capacity
     * @return the sequence of the first
     */
    long claim(int count);

    /**
     * As {@link #claim(int)}, with a limit to the wait.
     *
     * @param count     how many, from 1 to the ring's capacity
     * @param timeoutNs how long to wait for room at most, in nanoseconds
     * @return the sequence of the first, or {@link #FULL}
     */
    long claim(int count, long timeoutNs);

    /**
     * As {@link #claim(int)}, without waiting.
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
     * Gives up a claimed slot that could not be filled: no stage will see its event. It is committed with the others.
     *
     * @param sequence one of those claimed and not yet committed
     */
    void abandon(long sequence);

    /**
     * Publishes what was claimed; its latency counts from now. A ring built with {@code singlePublisher()} takes commits in
     * the order of the claims, and refuses all else. One of several publishers cannot tell whose a slot is: whoever commits
     * what it has not claimed, or commits twice, publishes slots that another is still filling.
     *
     * @param first what the claim returned
     * @param count what was claimed
     */
    void commit(long first, int count);
}
