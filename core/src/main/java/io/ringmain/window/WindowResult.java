package io.ringmain.window;

/**
 * Turns a window that fires into an event of the other ring.
 *
 * @param <A> what the window has gathered
 * @param <R> the event of the other ring
 */
@FunctionalInterface
public interface WindowResult<A, R>
{
    /**
     * Fills a result; every field, for its former use has left them as they were.
     *
     * @param window      which one fires
     * @param accumulator to read only: the window may fire again
     * @param result      to fill
     */
    void fill(Window window, A accumulator, R result);
}
