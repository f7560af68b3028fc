package io.ringmain.benchmarks.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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
 * Writes the journal's batches in a loop as short as can be: no codec, no lock, no look at what is there, no helper. All
 * segments are filled before the first event, so that no disk is waited for.
 */
final class BatchedAppender implements RecordAppender, BatchingHandler<Message>
{
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    /** What Chronicle puts between the excerpts, as the journal reckons with. */
    private static final int INDEX_BYTES = 72 * KB;
    private static final int EXCERPT_OVERHEAD = 8;
    private static final int MAX_BATCH_BYTES = 256 * KB;
    private static final int WORD = Long.BYTES;

    private final ByteBuffer batch = BufferUtil.allocateDirectAligned(MAX_BATCH_BYTES, 64);
    private final long address = BufferUtil.address(batch);
    private final CRC32C crc = new CRC32C();
    private final OffsetEpochNanoClock clock = new OffsetEpochNanoClock();
    private final long usableBytes;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private int cycle = 1;
    private long end;
    private long sequence;
    private int count;
    private int length = HandMadeBatch.HEADER_BYTES;

    BatchedAppender(Path folder, Volume volume)
    {
        // block and file as long as the journal's for this size of segment
        int blockBytes = Math.max(256 * KB, Math.min(64 * MB, Integer.highestOneBit(volume.segmentBytes() / 8)));
        int overlapBytes = blockBytes / 4;
        int blocks = (volume.segmentBytes() - overlapBytes) / blockBytes;
        usableBytes = (long) blocks * blockBytes - INDEX_BYTES;
        long fileBytes = (long) blocks * blockBytes + overlapBytes;
        long batchBytes = HandMadeBatch.HEADER_BYTES + EXCERPT_OVERHEAD +
                (long) Feed.BATCH * (volume.payloadBytes() + Volume.RECORD_HEADER_BYTES);
        long perSegment = usableBytes / batchBytes - 1;
        long segments = 2 + volume.events() / Feed.BATCH / perSegment;
        for (int i = 1; i <= segments; i++)
        {
            String name = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(i)) + "F.precreated";
            DiskFolder.fill(folder.resolve(name), fileBytes);
        }
        queue = HandMadeBatch.queue(folder, () -> cycle, blockBytes);
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
            cycle++;
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

    @Override
    public void close()
    {
        queue.close();
    }
}
