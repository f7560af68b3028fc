package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.event.Positioned;

/**
 * The records of one batch: in the segment itself, or decrypted into memory of our own. Hot path: nothing is allocated for
 * a record.
 */
final class BatchRecords
{
    private static final int USUAL_BYTES = 1 << 16;

    private final Path directory;
    private final BatchCipher cipher;
    private final UnsafeBuffer plain = new UnsafeBuffer(0, 0);
    private ByteBuffer decrypted = ByteBuffer.allocate(0);
    private UnsafeBuffer buffer = plain;
    private int offset;
    private int end;
    private int count;

    BatchRecords(Path directory, JournalKey key)
    {
        this.directory = directory;
        cipher = key == null ? null : BatchCipher.forReading(key);
    }

    /**
     * Goes to the records of a batch whose checksum is right.
     *
     * @return what is wrong with them, null for nothing
     * @throws JournalException when the key is missing, or another than the one that the batch was written with
     */
    String open(Segment segment, int batch)
    {
        buffer = segment.buffer();
        count = BatchDescriptor.count(buffer, batch);
        if ((BatchDescriptor.flags(buffer, batch) & BatchDescriptor.ENCRYPTED) == 0)
        {
            offset = batch + BatchDescriptor.HEADER_BYTES;
            end = batch + BatchDescriptor.length(buffer, batch);
            return null;
        }
        return decrypt(segment, batch);
    }

    private String decrypt(Segment segment, int batch)
    {
        requireKey(segment, batch);
        int length = BatchDescriptor.length(segment.buffer(), batch);
        if (decrypted.capacity() < length)
        {
            decrypted = ByteBuffer.allocateDirect(Math.max(USUAL_BYTES, Integer.highestOneBit(length) << 1));
        }
        int records = cipher.decrypt(segment.bytes(), batch, length, decrypted.clear());
        if (records == BatchCipher.FORGED)
        {
            return "the key is right, but the batch was changed by somebody who has no key";
        }
        plain.wrap(decrypted, 0, records);
        buffer = plain;
        offset = 0;
        end = records;
        return null;
    }

    private void requireKey(Segment segment, int batch)
    {
        long first = BatchDescriptor.firstSequence(segment.buffer(), batch);
        if (cipher == null)
        {
            throw new JournalException(
                    "The journal %s is encrypted (at sequence %d); reading it needs the key that it was written with."
                            .formatted(directory, first));
        }
        int check = segment.buffer().getInt(batch + BatchDescriptor.KEY_CHECK_OFFSET, BatchDescriptor.ORDER);
        if (check != cipher.keyCheck())
        {
            throw new JournalException(
                    "The key is not the one that the journal %s was written with at sequence %d (its mark is %08x, the key's %08x); give the other key."
                            .formatted(directory, first, check, cipher.keyCheck()));
        }
    }

    /** Where the records are. */
    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Where the first one begins. */
    int offset()
    {
        return offset;
    }

    /** The number of the first record of a partition from a position on, or -1; a negative position takes any. */
    int find(int partition, long from)
    {
        int at = offset;
        for (int i = 0; i < count; i++)
        {
            long position = buffer.getLong(at + BatchDescriptor.RECORD_POSITION_OFFSET, BatchDescriptor.ORDER);
            if (position != Positioned.NO_POSITION && position >= from &&
                    buffer.getInt(at + BatchDescriptor.RECORD_PARTITION_OFFSET, BatchDescriptor.ORDER) == partition)
            {
                return i;
            }
            at = behind(at);
        }
        return -1;
    }

    /** The position of a record, by its number. */
    long position(int number)
    {
        return buffer.getLong(offset(number) + BatchDescriptor.RECORD_POSITION_OFFSET, BatchDescriptor.ORDER);
    }

    /** Where a record begins, by its number. */
    int offset(int number)
    {
        int at = offset;
        for (int i = 0; i < number; i++)
        {
            at = behind(at);
        }
        return at;
    }

    /** Whether the records fill the batch to its end, as the writer left them. */
    boolean isWhole()
    {
        int at = offset;
        for (int i = 0; i < count; i++)
        {
            if (at > end - BatchDescriptor.RECORD_HEADER_BYTES)
            {
                return false;
            }
            int length = buffer.getInt(at + BatchDescriptor.RECORD_LENGTH_OFFSET, BatchDescriptor.ORDER);
            if (length < 0 || length > end - at - BatchDescriptor.RECORD_HEADER_BYTES)
            {
                return false;
            }
            at += BatchDescriptor.RECORD_HEADER_BYTES + length;
        }
        return at == end && count > 0;
    }

    private int behind(int record)
    {
        return record + BatchDescriptor.RECORD_HEADER_BYTES +
                buffer.getInt(record + BatchDescriptor.RECORD_LENGTH_OFFSET, BatchDescriptor.ORDER);
    }
}
