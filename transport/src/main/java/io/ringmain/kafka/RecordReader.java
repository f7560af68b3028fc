package io.ringmain.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fills an event from a record. Called on the ingress thread, once for each record, in the order of each partition.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface RecordReader<E>
{
    /**
     * Sets every field of the event, so that nothing of the slot's former event is left over; its position is set
     * already. What it throws stops the ingress at this record, and no stage sees the event.
     *
     * @param record key and value may be null, as Kafka has it
     * @param event  what to fill
     */
    void read(ConsumerRecord<byte[], byte[]> record, E event);
}
