package io.ringmain.event;

/**
 * Where a {@link FlatMapper} leaves its results: slots of another ring.
 *
 * <p>
 * Threading: for the stage that it was given to, during the call that it was given to. Nothing is allocated.
 *
 * @param <R> the event of the other ring
 */
@FunctionalInterface
public interface Emitter<R>
{
    /**
     * The next free event of the other ring, to be filled before the mapper returns: its former use has left its fields
     * as they were. It goes out when the mapper has returned, and not at all when the mapper throws. Waits while the other
     * ring is full.
     *
     * @return an event to fill
     */
    R next();
}
