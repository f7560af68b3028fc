package io.ringmain.benchmarks.journal;

import java.nio.file.Path;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;

/**
 * Chronicle Queue as its documentation shows it, with the fastest of the ways that it has: an excerpt for each event, the
 * payload copied as raw memory. It knows no batches.
 */
final class PlainAppender implements RecordAppender, BatchingHandler<Message>
{
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;

    PlainAppender(Path folder)
    {
        queue = SingleChronicleQueueBuilder.binary(folder).build();
        appender = queue.createAppender();
        // opened by one thread and used by another, as every stage is
        appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public BatchingHandler<Message> stage()
    {
        return this;
    }

    @Override
    public void onEvent(Message event, long sequence, boolean endOfBatch)
    {
        int length = event.length();
        try (DocumentContext excerpt = appender.writingDocument())
        {
            Bytes<?> bytes = excerpt.wire().bytes();
            UnsafeMemory.copyMemory(event.addressOffset() + Message.HEADER_BYTES,
                    bytes.addressForWrite(bytes.writePosition()), length);
            bytes.writeSkip(length);
        }
    }

    @Override
    public void close()
    {
        queue.close();
    }
}
