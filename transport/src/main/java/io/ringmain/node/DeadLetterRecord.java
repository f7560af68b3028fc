package io.ringmain.node;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.ringmain.kafka.UnreadableRecordException;

/** A record that could not be read, on its way to a topic of such: as it was, with its place and the reason as headers. */
final class DeadLetterRecord
{
    static final String PLACE = "ringmain-place";
    static final String REASON = "ringmain-reason";

    private DeadLetterRecord()
    {}

    static ProducerRecord<byte[], byte[]> of(String topic, UnreadableRecordException unreadable)
    {
        ConsumerRecord<byte[], byte[]> source = unreadable.record();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, null, null, source.key(), source.value(),
                source.headers());
        letter.headers().add(PLACE, (source.topic() + '-' + source.partition() + '@' + source.offset())
                .getBytes(StandardCharsets.UTF_8));
        letter.headers().add(REASON, String.valueOf(unreadable.getCause()).getBytes(StandardCharsets.UTF_8));
        return letter;
    }
}
