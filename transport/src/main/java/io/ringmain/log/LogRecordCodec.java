package io.ringmain.log;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.ringmain.event.Codec;
import io.ringmain.event.Timed;

/**
 * A {@link LogRecord} as bytes. A text line costs one byte more than it has. The position is not among them: a journal keeps
 * it beside the record. The time is, where there is one: a journal has one for a whole batch, which never goes back, while
 * the partitions of a topic that were merged take turns in being behind.
 *
 * <pre>
 *   +-------+----------------+--------------------+------------------------+------------------
 *   | flags | time           | key length, key    | headers length, headers| value, to the end
 *   | 1     | 8, if 8 is set | 4 + n, if 1 is set | 4 + n, if 2 is set     | if 4 is not set
 *   +-------+----------------+--------------------+------------------------+------------------
 *   headers: name length (4), name, value length (4, -1 for none), value, and so on; little endian
 * </pre>
 *
 * Threading: has no state, so any thread may call.
 */
public final class LogRecordCodec implements Codec<LogRecord>
{
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final int KEY = 1;
    private static final int HEADERS = 2;
    private static final int NO_VALUE = 4;
    private static final int TIME = 8;
    private static final int ALL = KEY | HEADERS | NO_VALUE | TIME;

    @Override
    public int encode(LogRecord record, MutableDirectBuffer buffer, int offset)
    {
        boolean key = record.keyLength() != LogRecord.NONE;
        boolean value = record.valueLength() != LogRecord.NONE;
        boolean time = record.timeNs() != Timed.NO_TIME;
        buffer.putByte(offset, (byte) ((key ? KEY : 0) | (record.hasHeaders() ? HEADERS : 0) | (value ? 0 : NO_VALUE) |
                (time ? TIME : 0)));
        int at = offset + 1;
        if (time)
        {
            buffer.putLong(at, record.timeNs(), ORDER);
            at += Long.BYTES;
        }
        if (key)
        {
            at = put(buffer, at, record.keyBuffer(), record.keyLength());
        }
        if (record.hasHeaders())
        {
            at = put(buffer, at, record.headersBuffer(), record.headersLength());
        }
        if (value)
        {
            buffer.putBytes(at, record.valueBuffer(), 0, record.valueLength());
            at += record.valueLength();
        }
        return at - offset;
    }

    /**
     * How long a record will be.
     *
     * @param record to be encoded
     * @return what {@link #encode} will return, in bytes
     */
    public static long encodedBytes(LogRecord record)
    {
        long bytes = 1L + (record.timeNs() == Timed.NO_TIME ? 0 : Long.BYTES);
        bytes += record.keyLength() == LogRecord.NONE ? 0 : (long) Integer.BYTES + record.keyLength();
        bytes += record.hasHeaders() ? (long) Integer.BYTES + record.headersLength() : 0;
        return bytes + Math.max(0, record.valueLength());
    }

    private static int put(MutableDirectBuffer buffer, int at, DirectBuffer source, int length)
    {
        buffer.putInt(at, length, ORDER);
        buffer.putBytes(at + Integer.BYTES, source, 0, length);
        return at + Integer.BYTES + length;
    }

    /**
     * {@inheritDoc} The position is not, and the time only where the bytes have one: set both before, as the journal has
     * them.
     *
     * @throws IllegalArgumentException when the bytes are no such record
     */
    @Override
    public void decode(DirectBuffer buffer, int offset, int length, LogRecord record)
    {
        int end = offset + length;
        int flags = length < 1 ? -1 : buffer.getByte(offset);
        if ((flags & ~ALL) != 0)
        {
            throw new IllegalArgumentException("%d bytes that begin with %02x are no record of a log"
                    .formatted(length, flags & 0xff));
        }
        int at = offset + 1;
        if ((flags & TIME) != 0)
        {
            if (end - at < Long.BYTES)
            {
                throw new IllegalArgumentException("a record of a log of %d bytes has no room for its time"
                        .formatted(length));
            }
            record.timeNs(buffer.getLong(at, ORDER));
            at += Long.BYTES;
        }
        int keyAt = at;
        int keyLength = LogRecord.NONE;
        if ((flags & KEY) != 0)
        {
            keyAt = at + Integer.BYTES;
            keyLength = length(buffer, at, end);
            at = keyAt + keyLength;
        }
        int headersAt = at;
        int headersLength = 0;
        if ((flags & HEADERS) != 0)
        {
            headersAt = at + Integer.BYTES;
            headersLength = length(buffer, at, end);
            at = headersAt + headersLength;
        }
        record.decoded(buffer, keyAt, keyLength, headersAt, headersLength, at,
                (flags & NO_VALUE) != 0 ? LogRecord.NONE : end - at);
    }

    private static int length(DirectBuffer buffer, int at, int end)
    {
        int length = at + Integer.BYTES <= end ? buffer.getInt(at, ORDER) : -1;
        if (length < 0 || length > end - at - Integer.BYTES)
        {
            throw new IllegalArgumentException(
                    "a record of a log of %d bytes in all says that a part of it has %d".formatted(end - at, length));
        }
        return length;
    }
}
