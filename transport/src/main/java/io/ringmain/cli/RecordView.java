package io.ringmain.cli;

import java.util.Arrays;
import java.util.function.BiConsumer;

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
    /** The record of a log, null when it is an app's. */
    private LogRecord log;
    private byte[] payload = new byte[1 << 10];
    private int payloadLength;
    private long sequence = -1;
    private long timeNs;
    private int partition;
    private long position;

    /** Takes the record that a reader stands on. */
    void take(JournalReader reader)
    {
        sequence = reader.sequence();
        timeNs = reader.timeNs();
        partition = reader.partition();
        position = reader.position();
        if (reader.isLogRecord())
        {
            codec.decode(reader.buffer(), reader.offset(), reader.length(), decoded);
            log = decoded;
        }
        else
        {
            payloadLength = reader.length();
            if (payload.length < payloadLength)
            {
                payload = new byte[Math.max(2 * payload.length, payloadLength)];
            }
            reader.buffer().getBytes(reader.offset(), payload, 0, payloadLength);
            log = null;
        }
    }

    /** Takes a record from elsewhere, which must stay as it is while this is looked at. */
    void take(long itsSequence, LogRecord record)
    {
        sequence = itsSequence;
        timeNs = record.timeNs();
        partition = record.partition();
        position = record.position();
        log = record;
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

    int valueLength()
    {
        return log == null ? payloadLength : log.valueLength();
    }

    /** Valid up to its length, until the next record is taken. */
    byte[] value()
    {
        return log == null ? payload : log.valueBuffer().byteArray();
    }

    byte[] valueCopy()
    {
        return Arrays.copyOf(value(), valueLength());
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
