package io.ringmain.kafka;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one poll brought of one partition. Immutable.
 *
 * @param records  in the order of their offsets; none when only the position has moved, past what is no record
 * @param next     the offset behind it
 * @param bytes    of keys and values
 * @param polledNs when it was polled, by the monotonic clock
 */
public record PartitionBatch(List<ConsumerRecord<byte[], byte[]>> records, long next, long bytes, long polledNs)
{}
