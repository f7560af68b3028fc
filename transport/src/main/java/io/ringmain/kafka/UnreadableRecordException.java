package io.ringmain.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The user's {@link RecordReader} threw; its exception is the cause. */
public final class UnreadableRecordException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final transient ConsumerRecord<byte[], byte[]> record;

    /**
     * For a record.
     *
     * @param record that could not be read
     * @param cause  what the reader threw
     */
    public UnreadableRecordException(ConsumerRecord<byte[], byte[]> record, Throwable cause)
    {
        super("The record at " + record.topic() + '-' + record.partition() + '@' + record.offset() + " (key " +
                record.serializedKeySize() + " bytes, value " + record.serializedValueSize() +
                " bytes) could not be read: " + cause +
                ". Mend the reader, or start from the next offset to leave the record out", cause);
        this.record = record;
    }

    /**
     * The record that could not be read.
     *
     * @return as it came
     */
    public ConsumerRecord<byte[], byte[]> record()
    {
        return record;
    }
}
