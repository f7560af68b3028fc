package io.ringmain.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import io.ringmain.log.LogRecord;
import io.ringmain.log.RecordSource;

/**
 * The lines of a file, of a pipe, or of standard input. Each is a record: its value is the line without the line feed, byte
 * for byte, a carriage return before it included; its position is the number of the line, from 0; it has no time.
 *
 * <p>
 * A last line without a line feed is a line like any other: that it had none is not remembered. When a file is followed, it is
 * a line only once its line feed has come.
 *
 * <p>
 * Memory: the longest line, of at most {@link #MAX_LINE_BYTES}; a longer one is an error, and never cut. Threading: one
 * thread.
 */
public final class LineSource implements RecordSource
{
    /** The longest line that is gathered. A journal takes less: see its options. */
    public static final int MAX_LINE_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 1 << 16;
    private static final String PACKED = ".gz";

    private final String name;
    private final Input input;
    private final boolean lastNeedsEnd;
    /** {@code [from, limit)} was read and not handed out; {@code [from, scanned)} holds no line feed. */
    private byte[] buffer = new byte[2 * CHUNK_BYTES];
    private int from;
    private int scanned;
    private int limit;
    private boolean inputEnded;
    private long lines;

    LineSource(String name, Input input, boolean lastNeedsEnd)
    {
        this.name = name;
        this.input = input;
        this.lastNeedsEnd = lastNeedsEnd;
    }

    /**
     * Opens a file, or a named pipe.
     *
     * @param path   packed by gzip when its name ends with {@code .gz}
     * @param follow whether to wait for what others append, for ever; not for packed files
     * @return before the first line
     * @throws UncheckedIOException     when it cannot be opened
     * @throws IllegalArgumentException when it is a folder, or packed and to be followed
     */
    public static LineSource open(Path path, boolean follow)
    {
        String name = "file:" + path;
        boolean packed = path.toString().endsWith(PACKED);
        if (packed && follow)
        {
            throw new IllegalArgumentException(
                    name + " is packed, so nobody can append a line to it; leave --follow out");
        }
        if (Files.isDirectory(path))
        {
            throw new IllegalArgumentException(name + " is a folder; give a file of lines");
        }
        try
        {
            if (!Files.exists(path))
            {
                throw new NoSuchFileException(path.toString());
            }
            Input input = Files.isRegularFile(path) || packed
                    ? FileInput.open(path, packed, follow)
                    : new PipeInput(Files.newInputStream(path));
            return new LineSource(name, input, follow);
        }
        catch (NoSuchFileException e)
        {
            throw new UncheckedIOException("there is no file " + path +
                    (path.isAbsolute() ? "" : " (in " + Path.of("").toAbsolutePath() + ")") + "; check the path", e);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Reads lines from a stream whose writer may take its time, such as standard input.
     *
     * @param in   read on a thread of its own; not closed
     * @param name for messages
     * @return before the first line
     */
    public static LineSource of(InputStream in, String name)
    {
        return new LineSource(name, new PipeInput(in), false);
    }

    @Override
    public Polled next(LogRecord record)
    {
        while (true)
        {
            int end = lineFeed();
            checkLength((end >= 0 ? end : limit) - from);
            if (end >= 0)
            {
                hand(record, end);
                from = end + 1;
                scanned = from;
                return Polled.RECORD;
            }
            if (inputEnded)
            {
                if (from == limit || lastNeedsEnd)
                {
                    return Polled.END;
                }
                hand(record, limit);
                from = limit;
                return Polled.RECORD;
            }
            if (fill() == 0)
            {
                return Polled.NOTHING_YET;
            }
        }
    }

    private int lineFeed()
    {
        while (scanned < limit)
        {
            if (buffer[scanned] == '\n')
            {
                return scanned;
            }
            scanned++;
        }
        return -1;
    }

    private void hand(LogRecord record, int end)
    {
        record.clear().value(buffer, from, end - from).position(0, lines);
        lines++;
    }

    private int fill()
    {
        if (buffer.length - limit < CHUNK_BYTES)
        {
            makeRoom();
        }
        try
        {
            int read = input.read(buffer, limit, CHUNK_BYTES);
            inputEnded = read == Input.END;
            limit += Math.max(0, read);
            return read;
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("%s cannot be read after line %d: %s".formatted(name, lines, e.getMessage()),
                    e);
        }
    }

    private void checkLength(int length)
    {
        if (length > MAX_LINE_BYTES)
        {
            String message = "line %d of %s has more than %d bytes, the most that a line may have; is this a file of lines?"
                    .formatted(lines + 1, name, MAX_LINE_BYTES);
            throw new UncheckedIOException(message, new IOException(message));
        }
    }

    private void makeRoom()
    {
        int length = limit - from;
        byte[] target = length + CHUNK_BYTES > buffer.length ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, from, target, 0, length);
        buffer = target;
        scanned -= from;
        from = 0;
        limit = length;
    }

    /**
     * Passes over lines, so that the next one is the one behind a line that is known.
     *
     * @param position of the known line
     * @param value    what it held
     * @throws IllegalArgumentException when the file has no such line, or it holds something else, so that this is another
     *                                  file
     */
    public void resumeBehind(long position, byte[] value)
    {
        LogRecord record = new LogRecord();
        while (lines <= position)
        {
            if (next(record) != Polled.RECORD)
            {
                throw new IllegalArgumentException(
                        "%s has only %d lines, and the journal's last one is line %d; is it another file?"
                                .formatted(name, lines, position + 1));
            }
        }
        if (!Arrays.equals(record.valueBytes(), value))
        {
            throw new IllegalArgumentException(
                    "line %d of %s is not what the journal has as its last one; it is another file, or it has changed. Record it into a new journal"
                            .formatted(lines, name));
        }
    }

    @Override
    public double share()
    {
        return input.share();
    }

    @Override
    public String where()
    {
        return "line " + lines + " of " + name;
    }

    @Override
    public void close()
    {
        try
        {
            input.close();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(name + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
