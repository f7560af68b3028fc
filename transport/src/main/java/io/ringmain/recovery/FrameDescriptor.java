package io.ringmain.recovery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How a snapshot lies in its file: eight bytes that name the format, then frames, the last of which is the last of the file.
 *
 * <pre>
 *   file    "RMSNAP", 0, version        HEADER  (STAGE DATA*)*  END
 *
 *   frame    0               4               8               12
 *            +---------------+---------------+---------------+----------------
 *            | kind          | length        | CRC32C        | payload …
 *            +---------------+---------------+---------------+----------------
 *
 *   HEADER  next sequence (long), time in ns since 1970 (long), count (int), count × (partition (int), position (long))
 *   STAGE   the stage's name in UTF-8; stages come in the order of their names
 *   DATA    a part of that stage's state, up to 64 KB
 *   END     stages (int), bytes of state (long), the state hash (32 bytes)
 * </pre>
 *
 * All little endian. The checksum is over the frame's number, from 0, its kind, length and payload, so a frame that is
 * missing, doubled or in another place is noticed, too.
 */
final class FrameDescriptor
{
    static final int MAGIC_BYTES = 8;
    static final byte VERSION = 1;

    static final int HEADER = 1;
    static final int STAGE = 2;
    static final int DATA = 3;
    static final int END = 4;

    static final int KIND_OFFSET = 0;
    static final int LENGTH_OFFSET = 4;
    static final int CRC_OFFSET = 8;
    static final int PAYLOAD_OFFSET = 12;
    static final int MAX_PAYLOAD = 64 * 1024;

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final byte[] MAGIC = {'R', 'M', 'S', 'N', 'A', 'P', 0, VERSION};

    private FrameDescriptor()
    {}

    static byte[] magic()
    {
        return MAGIC.clone();
    }

    /** Of a frame that begins at 0. */
    static int crc(CRC32C crc, long number, byte[] frame, int length)
    {
        crc.reset();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE)
        {
            crc.update((int) (number >>> shift));
        }
        crc.update(frame, KIND_OFFSET, CRC_OFFSET);
        crc.update(frame, PAYLOAD_OFFSET, length);
        return (int) crc.getValue();
    }

    /** For the longest frame. */
    static byte[] bytes()
    {
        return new byte[PAYLOAD_OFFSET + MAX_PAYLOAD];
    }

    static ByteBuffer over(byte[] frame)
    {
        return ByteBuffer.wrap(frame).order(ORDER);
    }
}
