package io.ringmain.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of {@code journal.index}: something that happened to a segment. Little endian, 64 bytes, so that a disk's
 * sector holds whole ones.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-----------------------------------------------+---------------+
 *  0|          magic "RMX"                          |  kind         |
 *   +-----------------------------------------------+---------------+
 *  4|          CRC32C of bytes 8 to 64, and the record's number     |
 *   +---------------------------------------------------------------+
 *  8|          cycle of the segment                                 |
 *   +---------------------------------------------------------------+
 * 12|          CRC32C of the segment                                |
 *   +---------------------------------------------------------------+
 * 16|          sequence of the first record                         |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 24|          how many sequences from there on                     |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 32|          time of the first batch, ns since 1970               |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 40|          time of the last batch, ns since 1970                |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 48|          bytes of the segment, its end mark included          |
 *   |                                                               |
 *   +---------------------------------------------------------------+
 * 56|          flags: 1 the segment's CRC32C is known,              |
 *   |                 2 ended by an opening, not by its writer      |
 *   +---------------------------------------------------------------+
 * 60|          0                                                    |
 *   +---------------------------------------------------------------+
 * </pre>
 *
 * What a kind does not need is 0.
 *
 * @param kind          what happened
 * @param cycle         of the segment; of the first that is kept when older ones were trimmed
 * @param crc           CRC32C of the segment's bytes, when {@link #CHECKED} says that it is known
 * @param firstSequence the first in the segment; the first that is kept; the first that is lost
 * @param count         how many sequences there are from the first to the last, or are lost, 0 for none
 * @param firstTimeNs   of the first batch, ns since 1970
 * @param lastTimeNs    of the last batch, ns since 1970
 * @param length        of the segment in bytes, up to and with its end mark; what follows in the file is zero
 * @param flags         {@link #CHECKED}, {@link #UNCLEAN}
 */
record IndexRecord(Kind kind, int cycle, int crc, long firstSequence, long count, long firstTimeNs, long lastTimeNs,
        long length, int flags)
{
    static final int BYTES = 64;
    static final int CHECKED = 1;
    static final int UNCLEAN = 2;

    private static final int MAGIC = 'R' | ('M' << 8) | ('X' << 16);
    private static final int KIND_SHIFT = 24;
    private static final int CRC_OFFSET = 4;
    private static final int CONTENT_OFFSET = 8;
    private static final int MULTIPLIER = 0x9E37_79B1;

    /** What a record says. */
    enum Kind
    {
        /** The segment exists, and its name is on disk. */
        BEGUN(1),
        /** The segment is whole, on disk, and never changes any more. */
        SEALED(2),
        /** All segments before this one may be gone. */
        TRIMMED(3),
        /** The segment held no record and may be gone; the cycle may be begun again. */
        DISCARDED(4),
        /** Sequences that a repair has given up; they never come back. */
        LOST(5);

        private final int code;

        Kind(int code)
        {
            this.code = code;
        }

        /** Null when there is no such kind. */
        private static Kind of(int code)
        {
            for (Kind kind : values())
            {
                if (kind.code == code)
                {
                    return kind;
                }
            }
            return null;
        }
    }

    static IndexRecord begun(int cycle)
    {
        return new IndexRecord(Kind.BEGUN, cycle, 0, 0, 0, 0, 0, 0, 0);
    }

    static IndexRecord discarded(int cycle)
    {
        return new IndexRecord(Kind.DISCARDED, cycle, 0, 0, 0, 0, 0, 0, 0);
    }

    static IndexRecord trimmed(int cycle, long firstSequence)
    {
        return new IndexRecord(Kind.TRIMMED, cycle, 0, firstSequence, 0, 0, 0, 0, 0);
    }

    static IndexRecord lost(int cycle, long firstSequence, long count)
    {
        return new IndexRecord(Kind.LOST, cycle, 0, firstSequence, count, 0, 0, 0, 0);
    }

    /** The last sequence in the segment, or the last that is lost; one less than the first when there is none. */
    long lastSequence()
    {
        return firstSequence + count - 1;
    }

    boolean isChecked()
    {
        return (flags & CHECKED) != 0;
    }

    boolean isUnclean()
    {
        return (flags & UNCLEAN) != 0;
    }

    /** The record with a number in the file, or null when there is none. */
    static IndexRecord read(ByteBuffer bytes, int number)
    {
        int at = number * BYTES;
        int magic = bytes.getInt(at);
        Kind kind = Kind.of(magic >>> KIND_SHIFT);
        if ((magic & ((1 << KIND_SHIFT) - 1)) != MAGIC || kind == null ||
                bytes.getInt(at + CRC_OFFSET) != checksum(bytes, number))
        {
            return null;
        }
        bytes.limit(at + BYTES).position(at + CONTENT_OFFSET);
        IndexRecord record = new IndexRecord(kind, bytes.getInt(), bytes.getInt(), bytes.getLong(),
                bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getInt());
        bytes.limit(bytes.capacity());
        return record;
    }

    /** The record as the one with a number in the file. */
    ByteBuffer bytes(int number)
    {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(BatchDescriptor.ORDER);
        bytes.putInt(MAGIC | (kind.code << KIND_SHIFT)).putInt(0);
        bytes.putInt(cycle).putInt(crc).putLong(firstSequence).putLong(count).putLong(firstTimeNs).putLong(lastTimeNs);
        bytes.putLong(length).putInt(flags).putInt(0);
        bytes.putInt(CRC_OFFSET, checksum(bytes, 0) ^ mixed(0) ^ mixed(number));
        return bytes.clear();
    }

    /** Of the content and the kind, and mixed with the number, so that a record elsewhere is none. */
    private static int checksum(ByteBuffer bytes, int number)
    {
        int at = number * BYTES;
        CRC32C crc = new CRC32C();
        crc.update(bytes.get(at + CRC_OFFSET - 1));
        crc.update(bytes.limit(at + BYTES).position(at + CONTENT_OFFSET));
        bytes.limit(bytes.capacity());
        return (int) crc.getValue() ^ mixed(number);
    }

    private static int mixed(int number)
    {
        return (number + 1) * MULTIPLIER;
    }
}
