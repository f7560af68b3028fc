package io.ringmain.event;

/**
 * An event that knows its position in the log it came from: the partition and the offset of a Kafka record, the line of
 * a file. A journal keeps it with the event, so that a recovery knows where to go on.
 */
public interface Positioned
{
    /** The position of an event that came from no log. */
    long NO_POSITION = -1;

    /**
     * The partition of the log that {@link #position()} counts in.
     *
     * @return 0 for a log without partitions
     */
    int partition();

    /**
     * The event's place within its partition.
     *
     * @return an offset from 0, or {@link #NO_POSITION}
     */
    long position();

    /**
     * Sets both, when the event is filled.
     *
     * @param partition 0 for a log without partitions
     * @param position  an offset from 0, or {@link #NO_POSITION}
     */
    void position(int partition, long position);
}
