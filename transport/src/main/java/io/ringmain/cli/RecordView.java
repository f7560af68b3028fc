package io.ringmain.cli;

import java.util.Arrays;
import java.util.function.BiConsumer;

import io.ringmain.journal.JournalReader;
import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;

/**
 * The record that a reader stands on, taken apart: key, headers and value when it is one of a log, and otherwise, since only
 * the app's own codec knows more, the payload as its value. Hot path: reused, and nothing is allocated but for a record
 * that is larger than any before.
 *
 * <p>
 * Threading: one thread.
 */
final class RecordView
{
    private final LogRecordCodec codec = new LogRecordCodec();
    private final LogRecord log = new LogRecord();
    private boolean isLog;
    private byte[] payload = new byte[1 << 10];
    private int payloadLength;
    private long sequence;
    private long timeNs;
    private int partition;
    private long position;

    void take(JournalReader reader)
    {
        sequence = reader.sequence();
        timeNs = reader.timeNs();
        partition = reader.partition();
        position = reader.position();
        isLog = reader.isLogRecord();
        if (isLog)
        {
            codec.decode(reader.buffer(), reader.offset(), reader.length(), log);
        }
        else
        {
            payloadLength = reader.length();
            if (payload.length < payloadLength)
            {
                payload = Arrays.copyOf(payload, Math.max(2 * payload.length, payloadLength));
            }
            reader.buffer().getBytes(reader.offset(), payload, 0, payloadLength);
        }
    }

    long sequence()
    {
        return sequence;
    }

    long timeNs()
    {
        return timeNs;
    }

    int partition()
    {
        return partition;
    }

    long position()
    {
        return position;
    }

    boolean hasPosition()
    {
        return position != LogRecord.NO_POSITION;
    }

    boolean hasKey()
    {
        return keyLength() != LogRecord.NONE;
    }

    int keyLength()
    {
        return isLog ? log.keyLength() : LogRecord.NONE;
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
        return isLog ? log.valueLength() : payloadLength;
    }

    /** Valid up to its length, until the next record is taken. */
    byte[] value()
    {
        return isLog ? log.valueBuffer().byteArray() : payload;
    }

    boolean hasHeaders()
    {
        return isLog && log.hasHeaders();
    }

    void forEachHeader(BiConsumer<String, byte[]> header)
    {
        if (isLog)
        {
            log.forEachHeader(header);
        }
    }
}
