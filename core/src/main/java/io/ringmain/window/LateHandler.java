package io.ringmain.window;

/**
 * Gets the events that came too late. It is called again when the events are replayed.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface LateHandler<E>
{
    /**
     * Handles one late event, once however many windows it missed.
     *
     * @param event    still in its slot: copy what is to be kept
     * @param sequence its place in its ring
     */
    void onLate(E event, long sequence);
}
