package io.ringmain.kafka;

import java.nio.ByteBuffer;

import org.apache.kafka.common.KafkaException;

/**
 * The last record of a snapshot in a topic: says where its chunks are. A snapshot without one is none.
 *
 * <pre>
 *   version 1 | id 8 | position 8 | first chunk's offset 8 | chunks 4 | bytes 8 | CRC32C 4 |
 *   the former manifest: offset 8 (-1: none), id 8, chunks 4
 *
 *   key of a chunk: id 8, number 4 (from 0); of a manifest: id 8, -1
 * </pre>
 *
 * @param id           of this snapshot, random
 * @param position     the offset of the input that its state stands before
 * @param first        the offset of its first chunk
 * @param chunks       how many
 * @param bytes        of all chunks
 * @param crc          of all chunks, CRC32C
 * @param former       the offset of the manifest before this one, or -1
 * @param formerId     the id in that
 * @param formerChunks the chunks of that
 */
record SnapshotManifest(long id, long position, long first, int chunks, long bytes, int crc, long former, long formerId,
        int formerChunks)
{
    static final long NONE = -1;
    static final int MANIFEST = -1;

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 5 * Long.BYTES + 2 * Integer.BYTES + Long.BYTES + Integer.BYTES;

    static byte[] key(long id, int number)
    {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(id).putInt(number).array();
    }

    static boolean isManifest(byte[] key)
    {
        return key != null && key.length == Long.BYTES + Integer.BYTES &&
                ByteBuffer.wrap(key).getInt(Long.BYTES) == MANIFEST;
    }

    static long idOf(byte[] key)
    {
        return ByteBuffer.wrap(key).getLong();
    }

    byte[] toBytes()
    {
        return ByteBuffer.allocate(LENGTH).put(VERSION).putLong(id).putLong(position).putLong(first).putInt(chunks)
                .putLong(bytes).putInt(crc).putLong(former).putLong(formerId).putInt(formerChunks).array();
    }

    static SnapshotManifest of(byte[] value)
    {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != VERSION || value.length != LENGTH)
        {
            throw new KafkaException("a snapshot's manifest is of version " + version + " and " + value.length +
                    " bytes; this program reads version " + VERSION + " of " + LENGTH);
        }
        return new SnapshotManifest(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getLong(), in.getInt(),
                in.getLong(), in.getLong(), in.getInt());
    }
}
