package io.ringmain.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.ringmain.event.Positioned;
import io.ringmain.event.Timed;

/**
 * A record of any log, as an event: what came, when, and from where. Mutable and reused; its arrays grow to the longest that
 * they have held, and nothing else is allocated.
 *
 * <p>
 * Threading: one thread at a time, like every event.
 */
public final class LogRecord implements Positioned, Timed
{
    /** The length of a key or a value that is not there, which is something else than an empty one. */
    public static final int NONE = -1;

    private static final int USUAL_BYTES = 256;

    private final Part key = new Part();
    private final Part value = new Part();
    private final Part headers = new Part();
    private int partition;
    private long position = NO_POSITION;
    private long timeNs = NO_TIME;

    /** Bytes that grow. */
    private static final class Part
    {
        private byte[] bytes = {};
        private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        private int length = NONE;

        byte[] begin(int newLength)
        {
            return begin(newLength, 0);
        }

        byte[] begin(int newLength, int kept)
        {
            if (bytes.length < newLength)
            {
                byte[] longer = new byte[Math.max(USUAL_BYTES, BitUtil.findNextPositivePowerOfTwo(newLength))];
                System.arraycopy(bytes, 0, longer, 0, kept);
                bytes = longer;
                buffer.wrap(bytes);
            }
            length = newLength;
            return bytes;
        }

        void put(DirectBuffer source, int offset, int newLength)
        {
            if (newLength == NONE)
            {
                length = NONE;
                return;
            }
            source.getBytes(offset, begin(newLength), 0, newLength);
        }

        void put(byte[] source, int offset, int newLength)
        {
            System.arraycopy(source, offset, begin(newLength), 0, newLength);
        }
    }

    /** With nothing in it: neither key nor value nor headers, no time and no position. */
    public LogRecord()
    {}

    /**
     * Makes it as new.
     *
     * @return this
     */
    public LogRecord clear()
    {
        key.length = NONE;
        value.length = NONE;
        headers.length = NONE;
        partition = 0;
        position = NO_POSITION;
        timeNs = NO_TIME;
        return this;
    }

    /**
     * Sets the key; null for none.
     *
     * @param bytes copied
     * @return this
     */
    public LogRecord key(byte[] bytes)
    {
        set(key, bytes);
        return this;
    }

    /**
     * Sets the value; null for none, which Kafka calls a tombstone.
     *
     * @param bytes copied
     * @return this
     */
    public LogRecord value(byte[] bytes)
    {
        set(value, bytes);
        return this;
    }

    /**
     * Sets the value.
     *
     * @param bytes  copied
     * @param offset of the first
     * @param length how many
     * @return this
     */
    public LogRecord value(byte[] bytes, int offset, int length)
    {
        value.put(bytes, offset, length);
        return this;
    }

    /**
     * Sets the value.
     *
     * @param bytes  copied
     * @param offset of the first
     * @param length how many
     * @return this
     */
    public LogRecord value(DirectBuffer bytes, int offset, int length)
    {
        value.put(bytes, offset, length);
        return this;
    }

    /**
     * Adds a header behind those that are there.
     *
     * @param name      any text
     * @param itsValue null for none
     * @return this
     */
    public LogRecord addHeader(String name, byte[] itsValue)
    {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int at = Math.max(0, headers.length);
        int valueLength = itsValue == null ? 0 : itsValue.length;
        headers.begin(at + 2 * Integer.BYTES + text.length + valueLength, at);
        headers.buffer.putInt(at, text.length, LogRecordCodec.ORDER);
        headers.buffer.putBytes(at + Integer.BYTES, text);
        at += Integer.BYTES + text.length;
        headers.buffer.putInt(at, itsValue == null ? NONE : valueLength, LogRecordCodec.ORDER);
        if (itsValue != null)
        {
            headers.buffer.putBytes(at + Integer.BYTES, itsValue);
        }
        return this;
    }

    /**
     * Sets when it entered the log that it came from.
     *
     * @param ns since 1970, or {@link #NO_TIME}
     * @return this
     */
    public LogRecord timeNs(long ns)
    {
        timeNs = ns;
        return this;
    }

    /**
     * The length of the key.
     *
     * @return in bytes, or {@link #NONE}
     */
    public int keyLength()
    {
        return key.length;
    }

    /**
     * The length of the value.
     *
     * @return in bytes, or {@link #NONE}
     */
    public int valueLength()
    {
        return value.length;
    }

    /**
     * The key's bytes, from the first on.
     *
     * @return valid up to {@link #keyLength()}, until the key is set again
     */
    public DirectBuffer keyBuffer()
    {
        return key.buffer;
    }

    /**
     * The value's bytes, from the first on.
     *
     * @return valid up to {@link #valueLength()}, until the value is set again
     */
    public DirectBuffer valueBuffer()
    {
        return value.buffer;
    }

    /**
     * A copy of the key.
     *
     * @return null when there is none
     */
    public byte[] keyBytes()
    {
        return key.length == NONE ? null : Arrays.copyOf(key.bytes, key.length);
    }

    /**
     * A copy of the value.
     *
     * @return null when there is none
     */
    public byte[] valueBytes()
    {
        return value.length == NONE ? null : Arrays.copyOf(value.bytes, value.length);
    }

    /**
     * Whether there is any header.
     *
     * @return false for none
     */
    public boolean hasHeaders()
    {
        return headers.length > 0;
    }

    /**
     * Tells every header, in the order in which they were added.
     *
     * @param header takes the name and a copy of the value, which may be null
     */
    public void forEachHeader(BiConsumer<String, byte[]> header)
    {
        for (int at = 0; at < headers.length;)
        {
            int length = headers.buffer.getInt(at, LogRecordCodec.ORDER);
            String name = headers.buffer.getStringWithoutLengthUtf8(at + Integer.BYTES, length);
            at += Integer.BYTES + length;
            int valueLength = headers.buffer.getInt(at, LogRecordCodec.ORDER);
            at += Integer.BYTES;
            header.accept(name, valueLength == NONE ? null : Arrays.copyOfRange(headers.bytes, at, at + valueLength));
            at += Math.max(0, valueLength);
        }
    }

    @Override
    public long timeNs()
    {
        return timeNs;
    }

    @Override
    public int partition()
    {
        return partition;
    }

    @Override
    public long position()
    {
        return position;
    }

    @Override
    public void position(int newPartition, long newPosition)
    {
        partition = newPartition;
        position = newPosition;
    }

    /** As {@link LogRecordCodec} lays them out. */
    DirectBuffer headersBuffer()
    {
        return headers.buffer;
    }

    int headersLength()
    {
        return Math.max(0, headers.length);
    }

    void decoded(DirectBuffer buffer, int keyAt, int keyLength, int headersAt, int headersLength, int valueAt,
            int valueLength)
    {
        key.put(buffer, keyAt, keyLength);
        headers.put(buffer, headersAt, headersLength == 0 ? NONE : headersLength);
        value.put(buffer, valueAt, valueLength);
    }

    private static void set(Part part, byte[] bytes)
    {
        if (bytes == null)
        {
            part.length = NONE;
        }
        else
        {
            part.put(bytes, 0, bytes.length);
        }
    }
}
