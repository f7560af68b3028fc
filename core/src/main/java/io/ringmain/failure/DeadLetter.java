package io.ringmain.failure;

/**
 * An event that a stage could not handle, and why.
 *
 * @param stage     the stage's name
 * @param sequence  the event's place in its ring
 * @param partition of the log that the event came from; 0 when the event is not {@code Positioned}
 * @param position  in that log; -1 when the event is not {@code Positioned}
 * @param event     the event in its slot: to be read or copied now, since the slot will be used again
 * @param cause     what the handler threw
 * @param <E>       the event
 */
public record DeadLetter<E>(String stage, long sequence, int partition, long position, E event, Throwable cause)
{}
