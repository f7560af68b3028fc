package io.ringmain.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The user's {@link RecordReader} threw; its exception is the cause. */
public final class UnreadableRecordException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(ConsumerRecord<byte[], byte[]> record, Throwable cause)
    {
        super("The record at " + record.topic() + '-' + record.partition() + '@' + record.offset() + " (key " +
                record.serializedKeySize() + " bytes, value " + record.serializedValueSize() +
                " bytes) could not be read: " + cause +
                ". Mend the reader, or start from the next offset to leave the record out", cause);
    }
}
