package io.ringmain.window;

/**
 * A window that fires. Valid only during the call that it is handed to, then used for another one. Times are in the unit
 * of the events.
 */
public sealed interface Window permits OpenWindow
{
    /**
     * Whose it is.
     *
     * @return what the key function said of its events; 0 without one
     */
    long key();

    /**
     * The first time that belongs to it; of a session, the time of its earliest event.
     *
     * @return inclusive
     */
    long start();

    /**
     * The first time after it; of a session, the time of its latest event plus the gap.
     *
     * @return exclusive
     */
    long end();

    /**
     * How often it has fired, this time included: 1 when the watermark has passed its end, more for each late event that
     * still counted. For a session that others were merged into, one more than the highest of theirs.
     *
     * @return at least 1; above 1, this result replaces an earlier one
     */
    int firing();
}
