package io.ringmain.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

import io.ringmain.log.LogRecord;
import io.ringmain.log.ReaderGoneException;
import io.ringmain.log.RecordSink;

/**
 * Records as lines: each value byte for byte, and a line feed behind it, behind the last one, too. A record without a value
 * is an empty line; keys, headers and times are left out; a value with line feeds in it is several lines.
 *
 * <p>
 * Acknowledged is what was handed to the operating system, so that the death of this process does not lose it. A packed file is
 * handed over as its blocks are full, and is whole only once closed. Threading: one thread.
 */
public final class LineSink implements RecordSink
{
    /** What to do with a file that is there. */
    public enum IfThere
    {
        /** Nothing is written, and that is an error. */
        REFUSE,
        /** Goes on behind what it holds. */
        APPEND,
        /** What it holds is gone. */
        REPLACE
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final OutputStream out;
    private final boolean packed;
    private final boolean closes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private long written;
    private long acknowledged;
    private boolean failed;

    private LineSink(String name, OutputStream out, boolean packed, boolean closes)
    {
        this.name = name;
        this.out = out;
        this.packed = packed;
        this.closes = closes;
    }

    /**
     * Opens a file.
     *
     * @param path    packed by gzip when its name ends with {@code .gz}
     * @param ifThere what to do when there is one that is not empty; pipes and devices are written to as they are
     * @return without a line yet
     * @throws IllegalArgumentException when there is one and it is to be left alone
     * @throws UncheckedIOException     when it cannot be opened
     */
    public static LineSink open(Path path, IfThere ifThere)
    {
        String name = "file:" + path;
        boolean packed = path.toString().endsWith(".gz");
        try
        {
            if (ifThere == IfThere.REFUSE && Files.isRegularFile(path) && Files.size(path) > 0)
            {
                throw new IllegalArgumentException(name +
                        " is there already; --append goes on behind what it holds, --overwrite replaces it");
            }
            OutputStream raw = !Files.exists(path) || Files.isRegularFile(path)
                    ? Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                            ifThere == IfThere.APPEND
                                    ? StandardOpenOption.APPEND
                                    : StandardOpenOption.TRUNCATE_EXISTING)
                    : Files.newOutputStream(path, StandardOpenOption.WRITE);
            return new LineSink(name, packed ? new GZIPOutputStream(raw, BUFFER_BYTES) : raw, packed, true);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(name + " cannot be written: " + e, e);
        }
    }

    /**
     * Writes to a stream, such as standard output.
     *
     * @param out  flushed, and not closed
     * @param name for messages
     * @return without a line yet
     */
    public static LineSink of(OutputStream out, String name)
    {
        return new LineSink(name, out, false, false);
    }

    @Override
    public void write(LogRecord record)
    {
        int bytes = Math.max(0, record.valueLength());
        if (BUFFER_BYTES - length <= bytes)
        {
            handOver();
        }
        if (bytes < BUFFER_BYTES)
        {
            if (bytes > 0)
            {
                record.valueBuffer().getBytes(0, buffer, length, bytes);
            }
            length += bytes;
        }
        else
        {
            send(record.valueBuffer().byteArray(), bytes);
        }
        buffer[length++] = '\n';
        written++;
    }

    @Override
    public void flush()
    {
        handOver();
        try
        {
            // to flush a packed stream would cost its packing
            if (!packed)
            {
                out.flush();
            }
        }
        catch (IOException e)
        {
            throw failed(e);
        }
        acknowledged = packed ? acknowledged : written;
    }

    private void handOver()
    {
        int count = length;
        length = 0;
        send(buffer, count);
    }

    private void send(byte[] bytes, int count)
    {
        if (failed)
        {
            return;
        }
        try
        {
            out.write(bytes, 0, count);
        }
        catch (IOException e)
        {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e)
    {
        failed = true;
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe")
                ? new ReaderGoneException(name, e)
                : new UncheckedIOException(
                        "%s cannot be written to after %d lines: %s".formatted(name, acknowledged, message), e);
    }

    @Override
    public long acknowledged()
    {
        return acknowledged;
    }

    @Override
    public void close()
    {
        try
        {
            if (!failed)
            {
                flush();
            }
        }
        finally
        {
            end();
        }
    }

    private void end()
    {
        try
        {
            if (closes)
            {
                out.close();
            }
            acknowledged = failed ? acknowledged : written;
        }
        catch (IOException e)
        {
            if (!failed)
            {
                throw failed(e);
            }
        }
    }
}
