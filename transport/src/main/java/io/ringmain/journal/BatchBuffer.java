package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Message;

/**
 * The batch that is being written: a window that grows over the memory where it will stay, so that an event is copied once.
 * Hot path: nothing is allocated.
 *
 * <ul>
 * <li>Owner: the thread of the writer.
 * <li>Readers: none.
 * <li>Invariants: the bytes from {@code base + HEADER_BYTES} to {@code base + length} are {@code count} whole records; a
 * record of the greatest length fits behind them.
 * </ul>
 */
final class BatchBuffer
{
    private final int maxRecordBytes;
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();

    private UnsafeBuffer buffer;
    private ByteBuffer bytes;
    private int base;
    private int length;
    private int count;
    private long timeNs;

    BatchBuffer(int maxRecordBytes)
    {
        this.maxRecordBytes = maxRecordBytes;
    }

    /** How many bytes a batch of one record takes at most. */
    static int longestOfOne(int maxRecordBytes)
    {
        return BatchDescriptor.HEADER_BYTES + BatchDescriptor.RECORD_HEADER_BYTES + maxRecordBytes;
    }

    /** Begins an empty batch in both views of the same memory. */
    void begin(UnsafeBuffer newBuffer, ByteBuffer newBytes, int newBase)
    {
        buffer = newBuffer;
        bytes = newBytes;
        base = newBase;
        length = BatchDescriptor.HEADER_BYTES;
        count = 0;
    }

    /** Whether a record of the greatest length fits. */
    boolean hasRoom(int limit)
    {
        return base + length + BatchDescriptor.RECORD_HEADER_BYTES + maxRecordBytes <= limit;
    }

    /** Adds a message as it lies: its header is that of a record. */
    void add(Message message)
    {
        int payloadBytes = message.length();
        checkLength(payloadBytes, message);
        int recordBytes = BatchDescriptor.RECORD_HEADER_BYTES + payloadBytes;
        buffer.putBytes(base + length, message.buffer(), 0, recordBytes);
        length += recordBytes;
        count++;
    }

    /** Adds what a codec makes of an event; when it throws, nothing was added. */
    <E> void add(Codec<E> codec, E event, int partition, long position)
    {
        int record = base + length;
        payload.wrap(buffer, record + BatchDescriptor.RECORD_HEADER_BYTES, maxRecordBytes);
        int encoded;
        try
        {
            encoded = codec.encode(event, payload, 0);
        }
        catch (IndexOutOfBoundsException e)
        {
            throw new JournalException(
                    "The codec %s went out of bounds; a record holds at most %d bytes. Larger events need larger segments (1 MB a record from 16 MB on) or must be split."
                            .formatted(codec.getClass().getName(), maxRecordBytes),
                    e);
        }
        checkLength(encoded, codec);
        buffer.putInt(record + BatchDescriptor.RECORD_LENGTH_OFFSET, encoded, BatchDescriptor.ORDER);
        buffer.putInt(record + BatchDescriptor.RECORD_PARTITION_OFFSET, partition, BatchDescriptor.ORDER);
        buffer.putLong(record + BatchDescriptor.RECORD_POSITION_OFFSET, position, BatchDescriptor.ORDER);
        length += BatchDescriptor.RECORD_HEADER_BYTES + encoded;
        count++;
    }

    private void checkLength(int encoded, Object source)
    {
        if (encoded < 0 || encoded > maxRecordBytes)
        {
            throw tooLong(encoded, source);
        }
    }

    private JournalException tooLong(int encoded, Object source)
    {
        return new JournalException(
                "The %s has %d bytes; a record holds from 0 to %d bytes. Larger events need larger segments (1 MB a record from 16 MB on) or must be split."
                        .formatted(source.getClass().getName(), encoded, maxRecordBytes));
    }

    /** Fills in the descriptor, but for the checksum. */
    void describe(long firstSequence, int flags)
    {
        buffer.putInt(base + BatchDescriptor.MAGIC_OFFSET, BatchDescriptor.MAGIC, BatchDescriptor.ORDER);
        buffer.putLong(base + BatchDescriptor.SEQUENCE_OFFSET, firstSequence, BatchDescriptor.ORDER);
        buffer.putLong(base + BatchDescriptor.TIME_OFFSET, timeNs, BatchDescriptor.ORDER);
        buffer.putInt(base + BatchDescriptor.COUNT_OFFSET, count, BatchDescriptor.ORDER);
        buffer.putInt(base + BatchDescriptor.LENGTH_OFFSET, length, BatchDescriptor.ORDER);
        buffer.putInt(base + BatchDescriptor.FLAGS_OFFSET, flags, BatchDescriptor.ORDER);
        buffer.putInt(base + BatchDescriptor.KEY_CHECK_OFFSET, 0, BatchDescriptor.ORDER);
    }

    /** Fills in the checksum of a batch that lies in the segment of a cycle, right behind its excerpt's header. */
    void seal(int wholeLength, int cycle)
    {
        int checksum = BatchDescriptor.checksum(crc, bytes, base, wholeLength, cycle, base - Segment.HEADER_BYTES);
        buffer.putInt(base + BatchDescriptor.CRC_OFFSET, checksum, BatchDescriptor.ORDER);
    }

    void timeNs(long newTimeNs)
    {
        timeNs = newTimeNs;
    }

    /** When the batch was begun, or the one before while it is empty. */
    long timeNs()
    {
        return timeNs;
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
}
