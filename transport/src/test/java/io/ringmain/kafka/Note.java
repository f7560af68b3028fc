package io.ringmain.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

import io.ringmain.event.Positioned;

/** The event of these tests: a record with everything it may carry. */
final class Note implements Positioned
{
    String key;
    String text;
    RecordHeaders headers;
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

    static void read(ConsumerRecord<byte[], byte[]> record, Note note)
    {
        note.key = string(record.key());
        note.text = string(record.value());
        note.headers = new RecordHeaders(record.headers().toArray());
    }

    /** To the same partition of another topic. */
    static RecordWriter<Note> writerTo(String topic)
    {
        return note -> new ProducerRecord<>(topic, note.partition, bytes(note.key), bytes(note.text), note.headers);
    }

    Note copy()
    {
        Note copy = new Note();
        copy.key = key;
        copy.text = text;
        copy.headers = headers;
        copy.position(partition, position);
        return copy;
    }

    /** What has to come through unchanged. */
    String whole()
    {
        StringBuilder whole = new StringBuilder().append(partition).append('@').append(position).append(' ').append(key)
                .append('=').append(text);
        for (Header header : headers)
        {
            whole.append(' ').append(header.key()).append(':').append(string(header.value()));
        }
        return whole.toString();
    }

    static byte[] bytes(String text)
    {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static String string(byte[] bytes)
    {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString()
    {
        return Objects.toString(text);
    }
}
