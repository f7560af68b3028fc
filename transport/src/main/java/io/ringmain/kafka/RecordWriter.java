package io.ringmain.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns an event into a record. Called on the egress stage's lane, once for each event, in the order of the ring.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface RecordWriter<E>
{
    /**
     * The record to send. It is Kafka's from then on: the event may be overwritten before it leaves, so nothing in the
     * record may refer to the event's own arrays.
     *
     * @param event what to write
     * @return null for nothing
     */
    ProducerRecord<byte[], byte[]> write(E event);
}
