package io.ringmain.chaos;

import com.lmax.disruptor.EventHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.node.App;
import io.ringmain.pipeline.PipelineBuilder;

/** Counts and folds the numbers of each key, and says so after each. */
final class ChaosApp implements App<ChaosEvent>
{
    static final String INPUT = "numbers";
    static final String OUTPUT = "tallies";

    @Override
    public String name()
    {
        return "chaos";
    }

    @Override
    public ChaosEvent newEvent()
    {
        return new ChaosEvent();
    }

    @Override
    public Codec<ChaosEvent> codec()
    {
        return ChaosEvent.CODEC;
    }

    @Override
    public void describe(PipelineBuilder<ChaosEvent> pipeline, EventHandler<ChaosEvent> journal,
            EventHandler<ChaosEvent> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("tally", new Tally()).after("journal");
        pipeline.stage("egress", egress).after("tally").liveOnly();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, ChaosEvent event)
    {
        event.fill(OutputRecord.parseKey(record.key()), OutputRecord.parseNumber(record.value()));
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(ChaosEvent event)
    {
        return new ProducerRecord<>(OUTPUT, OutputRecord.key(event.key()), event.output().value());
    }
}
