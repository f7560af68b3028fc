package io.ringmain.event;

/**
 * An event that knows when it entered the log that it came from. A journal then keeps that time, rather than its own, so
 * that a replay can keep the pace of the original.
 */
public interface Timed
{
    /** The time of an event that has none. */
    long NO_TIME = Long.MIN_VALUE;

    /**
     * When the event entered its log.
     *
     * @return ns since 1970, or {@link #NO_TIME}
     */
    long timeNs();
}
