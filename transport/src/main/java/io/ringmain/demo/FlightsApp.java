package io.ringmain.demo;

import com.lmax.disruptor.EventHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.node.App;
import io.ringmain.pipeline.PipelineBuilder;

/** The demo's app: flights in, each airport's delays out. */
public final class FlightsApp implements App<FlightEvent>
{
    /** What it reads. */
    public static final String INPUT_TOPIC = "flights";

    /** What it writes to, unless it is told otherwise. */
    public static final String OUTPUT_TOPIC = "airport-delays";

    private static final byte[] NOTHING = {};

    private final FlightCodec codec = new FlightCodec();
    private final ParseStage parse;
    private final DelayStage delays = new DelayStage();
    private String output = OUTPUT_TOPIC;

    /** With no state yet; records that are no flight are counted, and dropped. What "replay" makes of the class. */
    public FlightsApp()
    {
        this(DeadLetters.NONE);
    }

    /**
     * With no state yet.
     *
     * @param deadLetters takes the records that are no flight
     */
    public FlightsApp(DeadLetters deadLetters)
    {
        parse = new ParseStage(deadLetters);
    }

    @Override
    public String name()
    {
        return "flights";
    }

    @Override
    public void to(String topic)
    {
        output = topic;
    }

    @Override
    public FlightEvent newEvent()
    {
        return new FlightEvent();
    }

    @Override
    public Codec<FlightEvent> codec()
    {
        return codec;
    }

    @Override
    public void describe(PipelineBuilder<FlightEvent> pipeline, EventHandler<FlightEvent> journal,
            EventHandler<FlightEvent> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("parse", parse).lane("work");
        pipeline.stage("delays", delays).after("journal", "parse").lane("work");
        pipeline.stage("egress", egress).after("delays").lane("work").liveOnly();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, FlightEvent event)
    {
        byte[] value = record.value() == null ? NOTHING : record.value();
        event.fill(value, 0, value.length, SentHeader.read(record));
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(FlightEvent event)
    {
        if (event.rejection() != null)
        {
            return null;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(output, OutputWriter.key(event),
                OutputWriter.value(event));
        SentHeader.write(record.headers(), event.sentNs());
        return record;
    }

    /**
     * The state of the delays stage; to be looked at when the pipeline does not run.
     *
     * @return the stage itself
     */
    public DelayStage delays()
    {
        return delays;
    }

    /**
     * Records that were no flight.
     *
     * @return a count; from any thread
     */
    public long rejected()
    {
        return parse.rejected();
    }
}
