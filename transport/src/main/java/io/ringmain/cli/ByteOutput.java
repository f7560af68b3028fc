package io.ringmain.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gathers bytes for standard output and hands them on in large pieces. Hot path: nothing is allocated but for a record that
 * is larger than any before.
 *
 * <p>
 * Threading: one thread.
 */
final class ByteOutput
{
    private static final int PIECE = 1 << 16;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final PrintStream out;
    private byte[] bytes = new byte[2 * PIECE];
    private int length;
    private boolean broken;

    ByteOutput(PrintStream out)
    {
        this.out = out;
    }

    /** Whether whoever read this has gone, as {@code head} does once it has enough: nothing more needs to be written. */
    boolean isBroken()
    {
        return broken;
    }

    void put(int b)
    {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    void bytes(byte[] source, int offset, int count)
    {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void bytes(byte[] source)
    {
        bytes(source, 0, source.length);
    }

    void text(String text)
    {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void number(long value)
    {
        if (value < 0)
        {
            // the least long has no positive counterpart
            text(Long.toString(value));
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10)
        {
            digits++;
        }
        digits(value, digits);
    }

    /** The last digits of a number that is not negative, with zeroes in front. */
    void digits(long value, int count)
    {
        reserve(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--)
        {
            bytes[at] = DIGITS[(int) (rest % 10)];
            rest /= 10;
        }
        length += count;
    }

    void hex(int b)
    {
        put(DIGITS[(b >>> 4) & 0xf]);
        put(DIGITS[b & 0xf]);
    }

    /** The end of a record: hands on when enough has gathered. */
    void endOfRecord()
    {
        if (length >= PIECE)
        {
            flush();
        }
    }

    /**
     * Hands on what has gathered.
     *
     * @throws UserError when it cannot be written for another reason than that nobody reads it any more
     */
    void flush()
    {
        if (length > 0 && !broken)
        {
            out.write(bytes, 0, length);
            broken = ProcessOutput.hasLostItsReader(out);
        }
        length = 0;
    }

    private void reserve(int count)
    {
        if (length + count > bytes.length)
        {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
