package io.ringmain.recovery;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads the frames of a snapshot, each checked before it is handed on. A cursor, used by one thread. Not a channel, which
 * an interrupt would close.
 */
final class FrameReader implements Closeable
{
    private final RandomAccessFile file;
    private final byte[] bytes = FrameDescriptor.bytes();
    private final ByteBuffer frame = FrameDescriptor.over(bytes);
    private final CRC32C crc = new CRC32C();
    private final long length;
    private long frames;
    private long position = FrameDescriptor.MAGIC_BYTES;
    private int kind;

    FrameReader(Path path) throws IOException
    {
        file = new RandomAccessFile(path.toFile(), "r");
        try
        {
            length = file.length();
            checkMagic();
        }
        catch (IOException | RuntimeException e)
        {
            file.close();
            throw e;
        }
    }

    private void checkMagic() throws IOException
    {
        byte[] expected = FrameDescriptor.magic();
        byte[] found = new byte[expected.length];
        if (length < found.length)
        {
            throw new IOException("it has " + length + " bytes, which is less than any snapshot");
        }
        file.readFully(found);
        int last = expected.length - 1;
        if (!Arrays.equals(found, 0, last, expected, 0, last))
        {
            throw new IOException("it does not begin as a snapshot does");
        }
        if (found[last] != expected[last])
        {
            throw new IOException("it was written in version " + found[last] + " of the format, and this reads " +
                    expected[last]);
        }
    }

    /** Goes to the next frame; false at the end of the file. */
    boolean next() throws IOException
    {
        if (position == length)
        {
            return false;
        }
        if (length - position < FrameDescriptor.PAYLOAD_OFFSET)
        {
            throw broken("the file ends inside a frame");
        }
        file.readFully(bytes, 0, FrameDescriptor.PAYLOAD_OFFSET);
        int payload = frame.getInt(FrameDescriptor.LENGTH_OFFSET);
        if (payload < 0 || payload > FrameDescriptor.MAX_PAYLOAD)
        {
            throw broken("a frame cannot be " + payload + " bytes long");
        }
        if (length - position - FrameDescriptor.PAYLOAD_OFFSET < payload)
        {
            throw broken("the file ends inside a frame");
        }
        file.readFully(bytes, FrameDescriptor.PAYLOAD_OFFSET, payload);
        if (frame.getInt(FrameDescriptor.CRC_OFFSET) != FrameDescriptor.crc(crc, frames, bytes, payload))
        {
            throw broken("the checksum is not that of the bytes");
        }
        kind = frame.getInt(FrameDescriptor.KIND_OFFSET);
        frame.limit(FrameDescriptor.PAYLOAD_OFFSET + payload).position(FrameDescriptor.PAYLOAD_OFFSET);
        frames++;
        position += FrameDescriptor.PAYLOAD_OFFSET + payload;
        return true;
    }

    int kind()
    {
        return kind;
    }

    /** The payload, to be read from its position to its limit. */
    ByteBuffer payload()
    {
        return frame;
    }

    /** The array behind the payload. */
    byte[] bytes()
    {
        return bytes;
    }

    /** How many frames were read. */
    long frames()
    {
        return frames;
    }

    /** Where the next frame begins. */
    long position()
    {
        return position;
    }

    /** Goes on at another frame. */
    void seek(long toPosition, long toFrame) throws IOException
    {
        file.seek(toPosition);
        position = toPosition;
        frames = toFrame;
    }

    IOException broken(String what)
    {
        return new IOException("frame " + frames + ", at byte " + position + " of " + length + ": " + what);
    }

    @Override
    public void close() throws IOException
    {
        file.close();
    }
}
