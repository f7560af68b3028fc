package io.ringmain.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A regular file, plain or packed; perhaps followed while others append to it. Reading it never waits for anybody. */
final class FileInput implements Input
{
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path path;
    private final boolean follow;
    private final Counting raw;
    private final InputStream in;
    private final long sizeBytes;
    private boolean nothingBefore;

    private FileInput(Path path, boolean follow, Counting raw, InputStream in, long sizeBytes)
    {
        this.path = path;
        this.follow = follow;
        this.raw = raw;
        this.in = in;
        this.sizeBytes = sizeBytes;
    }

    static FileInput open(Path path, boolean packed, boolean follow) throws IOException
    {
        Counting raw = new Counting(Files.newInputStream(path));
        try
        {
            InputStream in = packed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
            return new FileInput(path, follow, raw, in, Files.size(path));
        }
        catch (ZipException | EOFException e)
        {
            raw.close();
            throw new IOException("%s is no gzip data (%s), though its name ends with .gz; rename it if it is plain"
                    .formatted(path, reason(e)), e);
        }
        catch (IOException | RuntimeException e)
        {
            raw.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException
    {
        int read;
        try
        {
            read = in.read(into, offset, length);
        }
        catch (ZipException | EOFException e)
        {
            throw new IOException("it is damaged gzip data (%s); get a new copy, or unpack what is left of it"
                    .formatted(reason(e)), e);
        }
        if (read >= 0 || !follow)
        {
            nothingBefore = false;
            return read;
        }
        if (Files.size(path) < raw.count)
        {
            throw new IOException(
                    "it has become shorter while it was followed, so somebody has begun it anew; record it again from there");
        }
        if (nothingBefore)
        {
            LockSupport.parkNanos(MOMENT_NS);
        }
        nothingBefore = true;
        return 0;
    }

    @Override
    public double share()
    {
        return follow ? -1 : sizeBytes == 0 ? 1 : Math.min(1, (double) raw.count / sizeBytes);
    }

    @Override
    public void close() throws IOException
    {
        in.close();
    }

    private static String reason(IOException e)
    {
        return e instanceof EOFException ? "it ends early" : e.getMessage();
    }

    /** How much of the file itself was read, packed as it may be. */
    private static final class Counting extends FilterInputStream
    {
        private long count;

        Counting(InputStream in)
        {
            super(in);
        }

        @Override
        public int read() throws IOException
        {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException
        {
            int read = super.read(into, offset, wanted);
            count += Math.max(0, read);
            return read;
        }
    }
}
