package io.ringmain.event;

/**
 * Turns each event into none, one or many events of another ring, perhaps of another type.
 *
 * <p>
 * Threading: called by the lane of its stage alone, so its state needs no lock.
 *
 * @param <E> the event
 * @param <R> the event of the other ring
 */
@FunctionalInterface
public interface FlatMapper<E, R>
{
    /**
     * Handles one event.
     *
     * @param event    to look at, or to change in place
     * @param sequence its place in its ring
     * @param out      takes the results
     * @throws Exception when the event cannot be handled; what this call emitted is withdrawn then, and the stage's
     *                   failure policy decides what follows
     */
    void map(E event, long sequence, Emitter<R> out) throws Exception;
}
