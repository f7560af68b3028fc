package io.ringmain.node;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.event.Timed;
import io.ringmain.journal.JournalReader;
import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;
import io.ringmain.recovery.RecordDecoder;

/**
 * An app's events out of any journal: what the app's own codec wrote is decoded by it; any other record is read as if it came
 * from Kafka. Threading: one thread.
 *
 * @param <E> the app's event
 */
public final class AppRecords<E extends Positioned> implements RecordDecoder<E>
{
    private static final String TOPIC = "recorded";

    private final App<E> app;
    private final Codec<E> codec;
    private final LogRecordCodec logCodec = new LogRecordCodec();
    private final LogRecord logRecord = new LogRecord();

    private AppRecords(App<E> app)
    {
        this.app = app;
        this.codec = app.codec();
    }

    /**
     * For an app.
     *
     * @param app reads the records
     * @param <E> its event
     * @return for one journal
     */
    public static <E extends Positioned> AppRecords<E> of(App<E> app)
    {
        return new AppRecords<>(app);
    }

    @Override
    public void decode(JournalReader record, E event)
    {
        if (record.isLogRecord())
        {
            logRecord.clear().timeNs(record.timeNs()).position(record.partition(), record.position());
            logCodec.decode(record.buffer(), record.offset(), record.length(), logRecord);
            app.read(asFromKafka(logRecord), event);
        }
        else
        {
            codec.decode(record.buffer(), record.offset(), record.length(), event);
        }
    }

    /** The same for a record that is out of its journal already. */
    void decode(LogRecord record, boolean anyLog, E event)
    {
        if (anyLog)
        {
            app.read(asFromKafka(record), event);
        }
        else
        {
            codec.decode(record.valueBuffer(), 0, record.valueLength(), event);
        }
    }

    private static ConsumerRecord<byte[], byte[]> asFromKafka(LogRecord record)
    {
        RecordHeaders headers = new RecordHeaders();
        record.forEachHeader(headers::add);
        boolean timed = record.timeNs() != Timed.NO_TIME;
        return new ConsumerRecord<>(TOPIC, record.partition(), Math.max(0, record.position()),
                timed ? TimeUnit.NANOSECONDS.toMillis(record.timeNs()) : ConsumerRecord.NO_TIMESTAMP,
                timed ? TimestampType.CREATE_TIME : TimestampType.NO_TIMESTAMP_TYPE, Math.max(0, record.keyLength()),
                Math.max(0, record.valueLength()), record.keyBytes(), record.valueBytes(), headers, Optional.empty());
    }
}
