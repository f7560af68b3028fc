package io.ringmain.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record as bytes, without where it goes.
 *
 * <pre>
 *   time 8 (ms, -1 for none) | key length 4 (-1 for none) | value length 4 (-1 for none) | headers 2 | key | value |
 *   for each header: name length 2, name, value length 4 (-1 for none), value
 * </pre>
 *
 * Hot path. Has no state, so any thread may call.
 */
final class RecordBytes
{
    static final int NONE = -1;

    private static final int FIXED = Long.BYTES + 2 * Integer.BYTES + Short.BYTES;
    /** Of a character, in UTF-8. */
    private static final int MOST_BYTES = 3;

    private RecordBytes()
    {}

    /** Takes what is read. */
    interface Reader
    {
        void record(long timeMs, byte[] key, byte[] value, Header[] headers);
    }

    /** How many bytes it takes at most, with its headers, which {@code toArray} gives without an allocation if there are none. */
    static int most(ProducerRecord<byte[], byte[]> record, Header[] headers)
    {
        int most = FIXED + length(record.key()) + length(record.value());
        for (Header header : headers)
        {
            most += Short.BYTES + MOST_BYTES * header.key().length() + Integer.BYTES + length(header.value());
        }
        return most;
    }

    static void write(ProducerRecord<byte[], byte[]> record, Header[] headers, ByteBuffer out)
    {
        byte[] key = record.key();
        byte[] value = record.value();
        out.putLong(record.timestamp() == null ? NONE : record.timestamp()).putInt(key == null ? NONE : key.length)
                .putInt(value == null ? NONE : value.length)
                .putShort((short) headers.length);
        if (key != null)
        {
            out.put(key);
        }
        if (value != null)
        {
            out.put(value);
        }
        for (Header header : headers)
        {
            byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
            out.putShort((short) name.length).put(name)
                    .putInt(header.value() == null ? NONE : header.value().length);
            if (header.value() != null)
            {
                out.put(header.value());
            }
        }
    }

    static void read(ByteBuffer in, Reader reader)
    {
        long timeMs = in.getLong();
        int keyLength = in.getInt();
        int valueLength = in.getInt();
        int headerCount = in.getShort();
        byte[] key = bytes(in, keyLength);
        byte[] value = bytes(in, valueLength);
        Header[] headers = new Header[headerCount];
        for (int i = 0; i < headerCount; i++)
        {
            String name = new String(bytes(in, in.getShort()), StandardCharsets.UTF_8);
            headers[i] = new RecordHeader(name, bytes(in, in.getInt()));
        }
        reader.record(timeMs, key, value, headers);
    }

    private static byte[] bytes(ByteBuffer in, int length)
    {
        if (length == NONE)
        {
            return null;
        }
        if (length < 0 || length > in.remaining())
        {
            throw new IllegalArgumentException("it says that " + length + " bytes follow where " + in.remaining() +
                    " are left");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int length(byte[] bytes)
    {
        return bytes == null ? 0 : bytes.length;
    }
}
