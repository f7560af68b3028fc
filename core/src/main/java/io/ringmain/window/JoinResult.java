package io.ringmain.window;

/**
 * Turns a pair into an event of the other ring.
 *
 * @param <L> what is kept of a left event
 * @param <T> what is kept of a right event
 * @param <R> the event of the other ring
 */
@FunctionalInterface
public interface JoinResult<L, T, R>
{
    /**
     * Fills a result; every field, for its former use has left them as they were.
     *
     * @param left   to read only: it may have more partners
     * @param right  to read only
     * @param result to fill
     */
    void fill(L left, T right, R result);
}
