package io.ringmain.recovery;

import io.ringmain.event.Codec;
import io.ringmain.journal.JournalReader;
import io.ringmain.log.LogRecordCodec;

/**
 * Fills an event from the record that a reader of a journal stands on. Hot path.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface RecordDecoder<E>
{
    /**
     * Sets every field of the event but its position, which it has already.
     *
     * @param record stands on the record; not to be moved
     * @param event  to be filled
     */
    void decode(JournalReader record, E event);

    /**
     * For a journal that one codec has written.
     *
     * @param codec reads the payloads
     * @param <E>   the event
     * @return throws {@link IllegalStateException} at a record that was recorded from a log and not written by a codec
     *         of events
     */
    static <E> RecordDecoder<E> of(Codec<E> codec)
    {
        boolean readsLogRecords = codec instanceof LogRecordCodec;
        return (record, event) ->
        {
            if (record.isLogRecord() && !readsLogRecords)
            {
                throw new IllegalStateException("The record " + record.sequence() + " was recorded from a log, and " +
                        codec.getClass().getName() + " reads what an app has written: give the app's own journal");
            }
            codec.decode(record.buffer(), record.offset(), record.length(), event);
        };
    }
}
