package io.ringmain.benchmarks.journal;

import io.ringmain.event.Message;

/** One way of reading records, from the first to the last. */
interface RecordCursor extends AutoCloseable
{
    /** Goes on to the next record; false at the end. */
    boolean next();

    /** Where the payload lies in memory, until the next call. */
    long address();

    /** Of the payload. */
    int length();

    /** Copies the record into an event, as a replay does. */
    void copyTo(Message event);

    @Override
    void close();
}
