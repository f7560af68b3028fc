package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.event.Codec;
import io.ringmain.event.Positioned;
import io.ringmain.node.App;
import io.ringmain.pipeline.PipelineBuilder;

/** An app as a user might write it: says everything in capitals, to whatever topic it is told. */
public final class ShoutApp implements App<ShoutApp.Word>, Codec<ShoutApp.Word>
{
    private String topic;

    /** An event. */
    public static final class Word implements Positioned
    {
        private String text = "";
        private int partition;
        private long position;

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
    }

    @Override
    public String name()
    {
        return "shout";
    }

    @Override
    public Word newEvent()
    {
        return new Word();
    }

    @Override
    public Codec<Word> codec()
    {
        return this;
    }

    @Override
    public int encode(Word word, MutableDirectBuffer buffer, int offset)
    {
        return buffer.putStringWithoutLengthUtf8(offset, word.text);
    }

    @Override
    public void decode(DirectBuffer buffer, int offset, int length, Word word)
    {
        word.text = buffer.getStringWithoutLengthUtf8(offset, length);
    }

    @Override
    public void to(String newTopic)
    {
        topic = newTopic;
    }

    @Override
    public void describe(PipelineBuilder<Word> pipeline, EventHandler<Word> journal, EventHandler<Word> egress)
    {
        pipeline.stage("journal", journal).liveOnly();
        pipeline.stage("shout", (word, sequence, endOfBatch) -> word.text = word.text.toUpperCase(Locale.ROOT))
                .after("journal");
        pipeline.stage("egress", egress).after("shout").liveOnly();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Word word)
    {
        word.text = new String(record.value(), UTF_8);
    }

    @Override
    public ProducerRecord<byte[], byte[]> write(Word word)
    {
        return new ProducerRecord<>(topic, null, word.text.getBytes(UTF_8));
    }
}
