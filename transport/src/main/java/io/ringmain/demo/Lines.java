package io.ringmain.demo;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file, plain or gzip, told by its first two bytes. A line ends with LF or CR LF, the last one perhaps
 * with nothing. Of a line that is too long only the beginning is kept, so that a file without line ends cannot fill the
 * memory.
 *
 * <p>
 * Threading: one thread; {@link #readBytes()} from any.
 */
final class Lines implements Closeable
{
    /** What a line may have; a flight has about a hundred. */
    static final int MAX_BYTES = 16_384;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final String name;
    private final Counting source;
    private final InputStream in;
    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;
    private boolean tooLong;
    private long number;

    /** Owns the stream, unless it throws. */
    Lines(String name, InputStream raw) throws IOException
    {
        this.name = name;
        this.source = new Counting(raw);
        BufferedInputStream buffered = new BufferedInputStream(source, BUFFER_BYTES);
        if (!startsWith(buffered, GZIP_MAGIC >> 8, GZIP_MAGIC & 0xFF))
        {
            this.in = buffered;
        }
        else
        {
            try
            {
                this.in = new BufferedInputStream(new GZIPInputStream(buffered, BUFFER_BYTES), BUFFER_BYTES);
            }
            catch (ZipException | EOFException e)
            {
                throw damaged(e);
            }
        }
    }

    private static boolean startsWith(InputStream in, int... expected) throws IOException
    {
        in.mark(expected.length);
        boolean same = true;
        for (int i = 0; i < expected.length && same; i++)
        {
            same = in.read() == expected[i];
        }
        in.reset();
        return same;
    }

    /** Goes to the next line; false when there is none. */
    boolean next() throws IOException
    {
        try
        {
            return read();
        }
        catch (ZipException | EOFException e)
        {
            throw damaged(e);
        }
    }

    private boolean read() throws IOException
    {
        if (number == 0 && startsWith(in, BYTE_ORDER_MARK))
        {
            in.skipNBytes(BYTE_ORDER_MARK.length);
        }
        length = 0;
        tooLong = false;
        int b = in.read();
        if (b < 0)
        {
            return false;
        }
        number++;
        for (; b >= 0 && b != '\n'; b = in.read())
        {
            if (length < bytes.length)
            {
                bytes[length++] = (byte) b;
            }
            else
            {
                tooLong = true;
            }
        }
        if (length > 0 && bytes[length - 1] == '\r')
        {
            length--;
        }
        return true;
    }

    private IOException damaged(IOException e)
    {
        String how = e instanceof EOFException ? "it ends early" : e.getMessage();
        return new IOException(name + " is damaged gzip data (" + how + ") after line " + number +
                "; get a new copy, or unpack what is left of it", e);
    }

    /** From 1. */
    long number()
    {
        return number;
    }

    /** The reader's own array: valid up to {@link #length()}, until the next line. */
    byte[] bytes()
    {
        return bytes;
    }

    int length()
    {
        return length;
    }

    boolean tooLong()
    {
        return tooLong;
    }

    /** How much of the file itself was read, packed as it may be. */
    long readBytes()
    {
        return source.count;
    }

    @Override
    public void close() throws IOException
    {
        in.close();
    }

    private static final class Counting extends FilterInputStream
    {
        /** Written by the reading thread alone. */
        private volatile long count;

        Counting(InputStream in)
        {
            super(in);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public int read() throws IOException
        {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public int read(byte[] into, int offset, int wanted) throws IOException
        {
            int read = super.read(into, offset, wanted);
            count += Math.max(0, read);
            return read;
        }
    }
}
