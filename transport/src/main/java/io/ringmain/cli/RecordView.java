package io.ringmain.cli;

import java.util.function.BiConsumer;

import org.agrona.DirectBuffer;

import io.ringmain.journal.JournalReader;
import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;

/**
 * A record taken apart: key, headers and value when it is one of a log, and otherwise, since only the app's own codec knows
 * more, the payload as its value. Hot path: reused, and nothing is allocated but for a record that is larger than any
 * before.
 *
 * <p>
 * Threading: one thread.
 */
final class RecordView
{
    private final LogRecordCodec codec = new LogRecordCodec();
    private final LogRecord decoded = new LogRecord();
    private final int skipBytes;
    /** The record of a log, null when it is an app's. */
    private LogRecord log;
    private byte[] copy = new byte[1 << 10];
    private byte[] value = copy;
    private int valueLength;
    private long sequence = -1;
    private long timeNs;
    private int partition;
    private long position;

    /**
     * For whole values, or what is behind their first bytes.
     *
     * @param skipBytes how many bytes of each value are left out
     */
    RecordView(int skipBytes)
    {
        this.skipBytes = skipBytes;
    }

    /** Takes the record that a reader stands on. */
    void take(JournalReader reader)
    {
        sequence = reader.sequence();
        timeNs = reader.timeNs();
        partition = reader.partition();
        position = reader.position();
        if (reader.isLogRecord())
        {
            // a record of a log may know better than its batch
            codec.decode(reader.buffer(), reader.offset(), reader.length(), decoded.timeNs(timeNs));
            timeNs = decoded.timeNs();
            takeValue(decoded);
        }
        else
        {
            log = null;
            copy(reader.buffer(), reader.offset(), reader.length());
        }
    }

    /** Takes a record from elsewhere, which must stay as it is while this is looked at. */
    void take(long itsSequence, LogRecord record)
    {
        sequence = itsSequence;
        timeNs = record.timeNs();
        partition = record.partition();
        position = record.position();
        takeValue(record);
    }

    private void takeValue(LogRecord record)
    {
        log = record;
        if (skipBytes > 0 && record.valueLength() != LogRecord.NONE)
        {
            copy(record.valueBuffer(), 0, record.valueLength());
        }
        else
        {
            value = record.valueBuffer().byteArray();
            valueLength = record.valueLength();
        }
    }

    private void copy(DirectBuffer source, int offset, int length)
    {
        int skipped = Math.min(skipBytes, length);
        valueLength = length - skipped;
        if (copy.length < valueLength)
        {
            copy = new byte[Math.max(2 * copy.length, valueLength)];
        }
        value = copy;
        source.getBytes(offset + skipped, value, 0, valueLength);
    }

    long sequence()
    {
        return sequence;
    }

    boolean hasTime()
    {
        return timeNs != LogRecord.NO_TIME;
    }

    long timeNs()
    {
        return timeNs;
    }

    boolean hasPosition()
    {
        return position != LogRecord.NO_POSITION;
    }

    int partition()
    {
        return partition;
    }

    long position()
    {
        return position;
    }

    boolean hasKey()
    {
        return keyLength() != LogRecord.NONE;
    }

    int keyLength()
    {
        return log == null ? LogRecord.NONE : log.keyLength();
    }

    /** Valid up to its length, until the next record is taken. */
    byte[] key()
    {
        return log.keyBuffer().byteArray();
    }

    boolean hasValue()
    {
        return valueLength() != LogRecord.NONE;
    }

    /** Of what is behind the bytes that are left out. */
    int valueLength()
    {
        return valueLength;
    }

    /** Valid up to its length, until the next record is taken. */
    byte[] value()
    {
        return value;
    }

    boolean hasHeaders()
    {
        return log != null && log.hasHeaders();
    }

    /** Tells every header, in order; the value may be null. */
    void forEachHeader(BiConsumer<String, byte[]> header)
    {
        if (log != null)
        {
            log.forEachHeader(header);
        }
    }
}
