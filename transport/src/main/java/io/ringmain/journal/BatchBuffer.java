package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.event.Codec;

/**
 * Where a batch grows until it is written. Hot path: nothing is allocated after construction. The buffer has room for
 * one record more than a batch may hold, so each event is encoded in place, and only the one that no longer fits is
 * moved, to the front of the next batch.
 *
 * <ul>
 * <li>Owner: the thread of the writer.
 * <li>Readers: none.
 * <li>Invariants: the bytes from {@code HEADER_BYTES} to {@code length} are {@code count} whole records.
 * </ul>
 */
final class BatchBuffer
{
    private final int maxBatchBytes;
    private final int maxRecordBytes;
    private final int flags;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();

    private int length = BatchDescriptor.HEADER_BYTES;
    private int count;
    private long timeNs;

    BatchBuffer(int maxBatchBytes, int maxRecordBytes, int flags)
    {
        this.flags = flags;
        this.maxBatchBytes = maxBatchBytes;
        this.maxRecordBytes = maxRecordBytes;
        bytes = BufferUtil.allocateDirectAligned(
                maxBatchBytes + BatchDescriptor.RECORD_HEADER_BYTES + maxRecordBytes, 64);
        buffer = new UnsafeBuffer(bytes);
    }

    /** Encodes behind the last record, without counting it yet; returns the length of the payload. */
    <E> int encode(Codec<E> codec, E event)
    {
        payload.wrap(buffer, length + BatchDescriptor.RECORD_HEADER_BYTES, maxRecordBytes);
        int encoded;
        try
        {
            encoded = codec.encode(event, payload, 0);
        }
        catch (IndexOutOfBoundsException e)
        {
            throw new JournalException(
                    "The codec %s went out of bounds; a record holds at most %d bytes. Larger events need larger segments (1 MB a record from 64 MB on) or must be split."
                            .formatted(codec.getClass().getName(), maxRecordBytes),
                    e);
        }
        if (encoded < 0 || encoded > maxRecordBytes)
        {
            throw new JournalException("The codec %s says that it wrote %d bytes; a record holds from 0 to %d bytes."
                    .formatted(codec.getClass().getName(), encoded, maxRecordBytes));
        }
        return encoded;
    }

    boolean fits(int encoded)
    {
        return length + BatchDescriptor.RECORD_HEADER_BYTES + encoded <= maxBatchBytes;
    }

    /** Counts the record whose payload {@link #encode} left behind the last one. */
    void add(int encoded, int partition, long position)
    {
        buffer.putInt(length + BatchDescriptor.RECORD_LENGTH_OFFSET, encoded, BatchDescriptor.ORDER);
        buffer.putInt(length + BatchDescriptor.RECORD_PARTITION_OFFSET, partition, BatchDescriptor.ORDER);
        buffer.putLong(length + BatchDescriptor.RECORD_POSITION_OFFSET, position, BatchDescriptor.ORDER);
        length += BatchDescriptor.RECORD_HEADER_BYTES + encoded;
        count++;
    }

    void timeNs(long newTimeNs)
    {
        timeNs = newTimeNs;
    }

    long timeNs()
    {
        return timeNs;
    }

    /** Fills in the descriptor of a batch whose excerpt begins at a position. */
    void seal(long firstSequence, int cycle, long position)
    {
        buffer.putInt(BatchDescriptor.MAGIC_OFFSET, BatchDescriptor.MAGIC, BatchDescriptor.ORDER);
        buffer.putLong(BatchDescriptor.SEQUENCE_OFFSET, firstSequence, BatchDescriptor.ORDER);
        buffer.putLong(BatchDescriptor.TIME_OFFSET, timeNs, BatchDescriptor.ORDER);
        buffer.putInt(BatchDescriptor.COUNT_OFFSET, count, BatchDescriptor.ORDER);
        buffer.putInt(BatchDescriptor.LENGTH_OFFSET, length, BatchDescriptor.ORDER);
        buffer.putInt(BatchDescriptor.FLAGS_OFFSET, flags, BatchDescriptor.ORDER);
        buffer.putInt(BatchDescriptor.KEY_CHECK_OFFSET, 0, BatchDescriptor.ORDER);
        int checksum = BatchDescriptor.checksum(crc, bytes, 0, length, cycle, position);
        buffer.putInt(BatchDescriptor.CRC_OFFSET, checksum, BatchDescriptor.ORDER);
    }

    /** Starts the next batch; an encoded payload that is not yet counted goes along. */
    void next(int encoded)
    {
        int from = length + BatchDescriptor.RECORD_HEADER_BYTES;
        length = BatchDescriptor.HEADER_BYTES;
        count = 0;
        if (encoded > 0)
        {
            buffer.putBytes(length + BatchDescriptor.RECORD_HEADER_BYTES, buffer, from, encoded);
        }
    }

    boolean isEmpty()
    {
        return count == 0;
    }

    int count()
    {
        return count;
    }

    int length()
    {
        return length;
    }

    long address()
    {
        return buffer.addressOffset();
    }
}
