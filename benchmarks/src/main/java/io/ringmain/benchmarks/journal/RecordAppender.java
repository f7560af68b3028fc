package io.ringmain.benchmarks.journal;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;

/** One way of writing records, open. */
interface RecordAppender extends AutoCloseable
{
    /** Takes events; what it took is in the page cache once a call with {@code endOfBatch} has returned. */
    BatchingHandler<Message> stage();

    /** Ends the files. */
    @Override
    void close();
}
