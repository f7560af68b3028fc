package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;

/**
 * The layout of a batch: what one excerpt of the journal holds. Little endian, no padding.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+---------------+---------------+
 *  0|          magic "RMJ"                          |  version 1    |
 *   +-----------------------------------------------+---------------+
 *  4|          CRC32C of everything from byte 8 to the end          |
 *   +---------------------------------------------------------------+
 *  8|          sequence of the first record                         |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 16|          time of the first record, ns since 1970              |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 24|          count of records, from 1                             |
 *   +---------------------------------------------------------------+
 * 28|          length in bytes of the whole batch                   |
 *   +---------------------------------------------------------------+
 * 32|          records, one behind the other                       ...
 *
 *   a record
 *   +---------------------------------------------------------------+
 *  0|          length in bytes of the payload                       |
 *   +---------------------------------------------------------------+
 *  4|          partition of the source, or 0                        |
 *   +---------------------------------------------------------------+
 *  8|          position in the source, or -1                        |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 16|          payload                                             ...
 * </pre>
 */
final class BatchDescriptor
{
    static final int MAGIC_OFFSET = 0;
    static final int CRC_OFFSET = 4;
    static final int CRC_START_OFFSET = 8;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int COUNT_OFFSET = 24;
    static final int LENGTH_OFFSET = 28;
    static final int HEADER_BYTES = 32;

    static final int RECORD_LENGTH_OFFSET = 0;
    static final int RECORD_PARTITION_OFFSET = 4;
    static final int RECORD_POSITION_OFFSET = 8;
    static final int RECORD_HEADER_BYTES = 16;

    /** The letters R, M, J and the version. */
    static final int MAGIC = 'R' | ('M' << 8) | ('J' << 16) | (1 << 24);

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private BatchDescriptor()
    {}

    static int magic(DirectBuffer buffer, int batch)
    {
        return buffer.getInt(batch + MAGIC_OFFSET, ORDER);
    }

    static long firstSequence(DirectBuffer buffer, int batch)
    {
        return buffer.getLong(batch + SEQUENCE_OFFSET, ORDER);
    }

    static long timeNs(DirectBuffer buffer, int batch)
    {
        return buffer.getLong(batch + TIME_OFFSET, ORDER);
    }

    static int count(DirectBuffer buffer, int batch)
    {
        return buffer.getInt(batch + COUNT_OFFSET, ORDER);
    }

    static int length(DirectBuffer buffer, int batch)
    {
        return buffer.getInt(batch + LENGTH_OFFSET, ORDER);
    }

    /** The checksum of a batch that starts at {@code batch} in both views of the same bytes; moves the position. */
    static int checksum(CRC32C crc, ByteBuffer bytes, int batch, int length)
    {
        crc.reset();
        bytes.limit(batch + length).position(batch + CRC_START_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
