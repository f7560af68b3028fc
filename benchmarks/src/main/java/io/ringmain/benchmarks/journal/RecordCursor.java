package io.ringmain.benchmarks.journal;

import net.openhft.chronicle.core.UnsafeMemory;

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
    default void copyTo(Message event)
    {
        event.length(length());
        UnsafeMemory.copyMemory(address(), event.addressOffset() + Message.HEADER_BYTES, length());
    }

    @Override
    void close();
}
