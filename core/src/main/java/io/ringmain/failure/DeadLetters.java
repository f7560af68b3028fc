package io.ringmain.failure;

/**
 * Takes events that a stage could not handle, so that they can be looked at and handled again.
 *
 * <p>
 * Threading: called on the lane of the failed stage, which waits meanwhile. What this throws halts the pipeline.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface DeadLetters<E>
{
    /**
     * Keeps one.
     *
     * @param letter valid during the call; its event is the slot's own
     * @throws Exception when it cannot be kept; the pipeline halts then, since the event would be lost in silence
     */
    void accept(DeadLetter<? extends E> letter) throws Exception;
}
