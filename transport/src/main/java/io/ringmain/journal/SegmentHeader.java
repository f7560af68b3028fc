package io.ringmain.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What Chronicle writes at the beginning of a segment before its first excerpt. It is the same for all segments of a queue,
 * so that one that Chronicle has begun is the model of those that follow.
 */
final class SegmentHeader
{
    /** None: a file of zeroes. */
    static final SegmentHeader NONE = new SegmentHeader(new byte[0]);

    /** From the beginning of the file to where the first excerpt belongs. */
    private final byte[] bytes;

    private SegmentHeader(byte[] bytes)
    {
        this.bytes = bytes;
    }

    static SegmentHeader read(Path segment, int length) throws IOException
    {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ))
        {
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0)
            {
                // a read may be short
            }
        }
        return new SegmentHeader(bytes.array());
    }

    int length()
    {
        return bytes.length;
    }

    byte[] bytes()
    {
        return bytes.clone();
    }

    /** The first four bytes, which say that the header is whole. */
    int begin()
    {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** Puts all but the first four bytes at the beginning of a file's first chunk. */
    void putWithoutBegin(ByteBuffer chunk)
    {
        if (bytes.length > 0)
        {
            chunk.put(Integer.BYTES, bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        }
    }

    /** Makes a chunk that held it all zeroes again. */
    void erase(ByteBuffer chunk)
    {
        chunk.put(0, new byte[bytes.length]);
    }
}
