package io.ringmain.benchmarks.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;

import io.ringmain.benchmarks.fork.WrongAnswer;

/** A tailer over hand-made batches, which checks their checksums and that they follow each other. */
final class BatchedCursor implements RecordCursor
{
    private static final int MAX_BATCH_BYTES = 256 * 1024;
    private static final int ANY_BLOCK_BYTES = 8 << 20;
    private static final int LAST_CYCLE = 100_000;

    private final ByteBuffer batch = BufferUtil.allocateDirectAligned(MAX_BATCH_BYTES, 64);
    private final long start = BufferUtil.address(batch);
    private final CRC32C crc = new CRC32C();
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private long nextSequence;
    private int recordsLeft;
    private long nextRecord;
    private long address;
    private int length;

    BatchedCursor(Path folder)
    {
        queue = HandMadeBatch.queue(folder, () -> LAST_CYCLE, ANY_BLOCK_BYTES);
        tailer = queue.createTailer();
    }

    @Override
    public boolean next()
    {
        if (recordsLeft == 0 && !nextBatch())
        {
            return false;
        }
        length = UnsafeMemory.unsafeGetInt(nextRecord);
        address = nextRecord + Volume.RECORD_HEADER_BYTES;
        nextRecord = address + length;
        recordsLeft--;
        return true;
    }

    /** Copies the excerpt, since a checksum needs a buffer of its own to run over; small enough to stay in the cache. */
    private boolean nextBatch()
    {
        int batchBytes;
        try (DocumentContext excerpt = tailer.readingDocument())
        {
            if (!excerpt.isPresent())
            {
                return false;
            }
            Bytes<?> bytes = excerpt.wire().bytes();
            batchBytes = (int) bytes.readRemaining();
            UnsafeMemory.copyMemory(bytes.addressForRead(bytes.readPosition()), start, batchBytes);
        }
        int length = UnsafeMemory.unsafeGetInt(start + HandMadeBatch.LENGTH_OFFSET);
        long first = UnsafeMemory.unsafeGetLong(start + HandMadeBatch.SEQUENCE_OFFSET);
        if (UnsafeMemory.unsafeGetInt(start) != HandMadeBatch.MAGIC || length > batchBytes || first != nextSequence ||
                HandMadeBatch.checksum(crc, batch, length) != UnsafeMemory
                        .unsafeGetInt(start + HandMadeBatch.CRC_OFFSET))
        {
            throw new WrongAnswer("a hand-made batch of " + batchBytes + " bytes at sequence " + first + " where " +
                    nextSequence + " was due is damaged");
        }
        recordsLeft = UnsafeMemory.unsafeGetInt(start + HandMadeBatch.COUNT_OFFSET);
        nextRecord = start + HandMadeBatch.HEADER_BYTES;
        nextSequence += recordsLeft;
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
        queue.close();
    }
}
