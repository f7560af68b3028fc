package io.ringmain.log;

/**
 * Where records come from: a file, a topic, a journal. Polled, so that one thread can serve a source that has nothing just
 * now, its sink, and the person who watches.
 *
 * <p>
 * Threading: one thread.
 */
public interface RecordSource extends AutoCloseable
{
    /** What a poll came to. */
    enum Polled
    {
        /** The record was filled. */
        RECORD,
        /** There is nothing just now, and there may be later. */
        NOTHING_YET,
        /** There will be nothing more. */
        END
    }

    /** What {@link #share()} answers when nobody knows how much there is. */
    double UNKNOWN = -1;

    /**
     * Fills the record with the next one. May wait for a moment, some milliseconds, before it says that there is nothing.
     *
     * @param record overwritten as a whole: key, value, headers, time and place
     * @return whether it was filled
     * @throws RuntimeException when reading fails; its message says where and what to do
     */
    Polled next(LogRecord record);

    /**
     * How much of what there is was handed out.
     *
     * @return from 0 to 1, or {@link #UNKNOWN}
     */
    double share();

    /**
     * Where the record that was handed out last lies, in this source's own words.
     *
     * @return such as "line 12 of file:flights.jsonl"
     */
    String where();

    /**
     * How often it has begun anew, for a source that goes round.
     *
     * @return of the record that was handed out last, from 0
     */
    default int lap()
    {
        return 0;
    }

    /**
     * Tells that the first records which were handed out need never be read again, since whoever took them has them safe.
     * Kafka's group commits its offsets then; most sources need not know.
     *
     * @param records how many, counted from the opening of this source; never fewer than before
     */
    default void taken(long records)
    {
        // nothing is kept for those that were taken
    }

    /** Lets go of what it holds. */
    @Override
    void close();
}
