package io.ringmain.benchmarks.journal;

import java.nio.file.Path;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** A tailer, an excerpt for each event. Nothing is checked. */
final class PlainCursor implements RecordCursor
{
    private final ChronicleQueue queue;
    private final ExcerptTailer tailer;
    private DocumentContext excerpt;
    private long address;
    private int length;

    PlainCursor(Path folder)
    {
        queue = SingleChronicleQueueBuilder.binary(folder).build();
        tailer = queue.createTailer();
    }

    @Override
    public boolean next()
    {
        if (excerpt != null)
        {
            excerpt.close();
        }
        excerpt = tailer.readingDocument();
        if (!excerpt.isPresent())
        {
            return false;
        }
        Bytes<?> bytes = excerpt.wire().bytes();
        address = bytes.addressForRead(bytes.readPosition());
        length = (int) bytes.readRemaining();
        return true;
    }

    @Override
    public long address()
    {
        return address;
    }

    @Override
    public int length()
    {
        return length;
    }

    @Override
    public void close()
    {
        if (excerpt != null)
        {
            excerpt.close();
        }
        queue.close();
    }
}
