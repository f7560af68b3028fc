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
 *  0|          magic "RMJ"                          |  version 2    |
 *   +-----------------------------------------------+---------------+
 *  4|          CRC32C of everything from byte 8 to the end, placed  |
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
 * 32|          flags: 1 encrypted, 2 records of a log               |
 *   +---------------------------------------------------------------+
 * 36|          which key, 0 when not encrypted                      |
 *   +---------------------------------------------------------------+
 * 40|          records, one behind the other                       ...
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
 *
 * The checksum is mixed with the place where the batch lies, so that a copy of a batch elsewhere is none: a journal within
 * a record, a page that the disk has put in the wrong place, one segment under the name of another.
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
    static final int FLAGS_OFFSET = 32;
    static final int KEY_CHECK_OFFSET = 36;
    static final int HEADER_BYTES = 40;

    static final int ENCRYPTED = 1;
    static final int LOG_RECORDS = 2;

    static final int RECORD_LENGTH_OFFSET = 0;
    static final int RECORD_PARTITION_OFFSET = 4;
    static final int RECORD_POSITION_OFFSET = 8;
    static final int RECORD_HEADER_BYTES = 16;

    /** The letters R, M, J and the version. */
    static final int MAGIC = 'R' | ('M' << 8) | ('J' << 16) | (2 << 24);

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

    static int flags(DirectBuffer buffer, int batch)
    {
        return buffer.getInt(batch + FLAGS_OFFSET, ORDER);
    }

    /**
     * The checksum of a batch that starts at {@code batch}; moves the position of the bytes.
     *
     * @param cycle    of its segment
     * @param position of its excerpt's header in the segment's file
     */
    static int checksum(CRC32C crc, ByteBuffer bytes, int batch, int length, int cycle, long position)
    {
        crc.reset();
        bytes.limit(batch + length).position(batch + CRC_START_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue() ^ place(cycle, position);
    }

    /** Odd multipliers, so that neighbouring places differ in many bits. */
    static int place(int cycle, long position)
    {
        long mixed = (cycle * 0x9E37_79B9_7F4A_7C15L ^ position) * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed >>> 32);
    }
}
