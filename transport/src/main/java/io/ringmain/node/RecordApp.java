package io.ringmain.node;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import com.lmax.disruptor.EventHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

import io.ringmain.event.Codec;
import io.ringmain.log.LogRecord;
import io.ringmain.log.LogRecordCodec;
import io.ringmain.pipeline.PipelineBuilder;

/**
 * An app over records as they are, of which a user writes only the steps: each record that comes in goes through them, one after
 * the other, and goes out as they leave it, with the key, the headers and the time that it came with.
 *
 * <pre>
 *   topic ══► [ ring ] ──► journal ──► the first step ──► … ──► the last step ──► egress ══► topic
 * </pre>
 *
 * An app whose stages do not stand in a line, or whose event is more than a record, implements {@link App} itself.
 *
 * <p>
 * Threading: as for every app, a step is called by its lane alone.
 */
public abstract class RecordApp implements App<LogRecord>
{
    private static final String JOURNAL = "journal";
    private static final String EGRESS = "egress";

    private final LogRecordCodec codec = new LogRecordCodec();
    private String topic;

    /** For a class of the user's, public and with a public constructor without parameters. */
    protected RecordApp()
    {}

    /**
     * Describes what happens to a record. Called once for each pipeline, on a fresh app, so that what steps remember belongs to
     * one pipeline.
     *
     * @param steps to add to, in order; none at all hands everything on
     */
    protected abstract void describe(Steps steps);

    @Override
    public final void to(String destination)
    {
        topic = destination;
    }

    /** {@inheritDoc} By default the name of the class, in small letters. */
    @Override
    public String name()
    {
        String simple = getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return simple.isEmpty() ? "records" : simple;
    }

    @Override
    public final LogRecord newEvent()
    {
        return new LogRecord();
    }

    @Override
    public final Codec<LogRecord> codec()
    {
        return codec;
    }

    @Override
    public final void describe(PipelineBuilder<LogRecord> pipeline, EventHandler<LogRecord> journal,
            EventHandler<LogRecord> egress)
    {
        pipeline.stage(JOURNAL, journal).liveOnly();
        // what the journal keeps is what came in, before any step changes it
        Steps steps = new Steps(pipeline, JOURNAL);
        describe(steps);
        pipeline.stage(EGRESS, egress).after(steps.last()).liveOnly();
    }

    @Override
    public final void read(ConsumerRecord<byte[], byte[]> record, LogRecord event)
    {
        event.clear().key(record.key()).value(record.value()).position(record.partition(), record.offset());
        if (record.timestamp() >= 0)
        {
            event.timeNs(TimeUnit.MILLISECONDS.toNanos(record.timestamp()));
        }
        for (Header header : record.headers())
        {
            event.addHeader(header.key(), header.value());
        }
    }

    @Override
    public final ProducerRecord<byte[], byte[]> write(LogRecord event)
    {
        if (topic == null)
        {
            throw new IllegalStateException(
                    "app \"%s\" does not know where records go: give the node a topic to write to"
                            .formatted(name()));
        }
        boolean timed = event.timeNs() != LogRecord.NO_TIME && event.timeNs() >= 0;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null,
                timed ? TimeUnit.NANOSECONDS.toMillis(event.timeNs()) : null, event.keyBytes(), event.valueBytes());
        event.forEachHeader(record.headers()::add);
        return record;
    }
}
