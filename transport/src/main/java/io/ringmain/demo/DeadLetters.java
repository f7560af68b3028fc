package io.ringmain.demo;

/** Takes what could not be used. */
@FunctionalInterface
public interface DeadLetters
{
    /** Takes them and does nothing, for a replay: the run has already told of them. */
    DeadLetters NONE = event ->
    {};

    /**
     * Takes a rejected event, on the lane of the stage that rejected it.
     *
     * @param event with its position, its payload and its rejection; the slot's own, so do not keep it
     */
    void rejected(FlightEvent event);
}
