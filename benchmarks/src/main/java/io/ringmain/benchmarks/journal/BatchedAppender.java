package io.ringmain.benchmarks.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;
import org.agrona.concurrent.OffsetEpochNanoClock;

import io.ringmain.event.BatchingHandler;
import io.ringmain.event.Message;

/**
 * Writes the journal's batches in a loop as short as can be: no codec, no lock, no look at what is there.
 */
final class BatchedAppender implements RecordAppender, BatchingHandler<Message>
{
    static final int FIRST_CYCLE = 1;

    private static final int KB = 1024;
    private static final int EXCERPT_OVERHEAD = 8;
    private static final int MAX_BATCH_BYTES = 256 * KB;
    private static final int WORD = Long.BYTES;

    private final ByteBuffer batch = BufferUtil.allocateDirectAligned(MAX_BATCH_BYTES, 64);
    private final long address = BufferUtil.address(batch);
    private final CRC32C crc = new CRC32C();
    private final OffsetEpochNanoClock clock = new OffsetEpochNanoClock();
    private final HandMadeSegments segments;
    private final long usableBytes;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    // written by the owner alone
    private volatile int cycle = FIRST_CYCLE;
    private long end;
    private long sequence;
    private int count;
    private int length = HandMadeBatch.HEADER_BYTES;

    /** Without {@code before}, each segment is filled while the one before it is written. */
    BatchedAppender(Path folder, Volume volume, boolean before)
    {
        segments = new HandMadeSegments(folder, volume.segmentBytes());
        usableBytes = segments.usableBytes();
        if (before)
        {
            long batchBytes = HandMadeBatch.HEADER_BYTES + EXCERPT_OVERHEAD +
                    (long) Feed.BATCH * (volume.payloadBytes() + Volume.RECORD_HEADER_BYTES);
            long batchesToASegment = usableBytes / batchBytes - 1;
            segments.fillTo((int) (2 + volume.events() / Feed.BATCH / batchesToASegment));
        }
        segments.enter(cycle);
        queue = HandMadeBatch.queue(folder, () -> cycle, segments.blockBytes());
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    @Override
    public BatchingHandler<Message> stage()
    {
        return this;
    }

    @Override
    public void onEvent(Message event, long eventSequence, boolean endOfBatch)
    {
        // a message lies in memory just as a record does: length, partition, position, payload
        int bytes = Message.HEADER_BYTES + event.length();
        long from = event.addressOffset();
        long to = address + length;
        for (int i = 0; i < bytes; i += WORD)
        {
            UnsafeMemory.unsafePutLong(to + i, UnsafeMemory.unsafeGetLong(from + i));
        }
        length += bytes;
        count++;
        if (endOfBatch)
        {
            write();
        }
    }

    private void write()
    {
        if (end + length + EXCERPT_OVERHEAD > usableBytes)
        {
            int next = cycle + 1;
            segments.enter(next);
            cycle = next;
        }
        UnsafeMemory.unsafePutInt(address + HandMadeBatch.MAGIC_OFFSET, HandMadeBatch.MAGIC);
        UnsafeMemory.unsafePutLong(address + HandMadeBatch.SEQUENCE_OFFSET, sequence);
        UnsafeMemory.unsafePutLong(address + HandMadeBatch.TIME_OFFSET, clock.nanoTime());
        UnsafeMemory.unsafePutInt(address + HandMadeBatch.COUNT_OFFSET, count);
        UnsafeMemory.unsafePutInt(address + HandMadeBatch.LENGTH_OFFSET, length);
        UnsafeMemory.unsafePutLong(address + HandMadeBatch.FLAGS_OFFSET, 0);
        UnsafeMemory.unsafePutInt(address + HandMadeBatch.CRC_OFFSET, HandMadeBatch.checksum(crc, batch, length));
        try (DocumentContext excerpt = appender.writingDocument())
        {
            Bytes<?> bytes = excerpt.wire().bytes();
            UnsafeMemory.copyMemory(address, bytes.addressForWrite(bytes.writePosition()), length);
            bytes.writeSkip(length);
            end = bytes.writePosition();
        }
        sequence += count;
        count = 0;
        length = HandMadeBatch.HEADER_BYTES;
    }

    /** The segment that is open. Any thread may ask. */
    int cycle()
    {
        return cycle;
    }

    @Override
    public void close()
    {
        queue.close();
        segments.close();
    }
}
