package io.ringmain.log;

/**
 * Where records go to: a file, a topic, a journal, a pipeline.
 *
 * <p>
 * Threading: one thread.
 */
public interface RecordSink extends AutoCloseable
{
    /**
     * Takes a record. Waits while there is no room, within bounds that the sink sets.
     *
     * @param record copied, so that it can be used again at once
     * @throws RecordRefusedException when this record cannot be taken, and another could
     * @throws RuntimeException       when the sink has failed, for this or for a record before; nothing is taken any more
     */
    void write(LogRecord record);

    /** Sends on its way what was gathered, without waiting for the other end. Called when nothing more comes just now. */
    void flush();

    /**
     * How many records are safe: where they cannot get lost, as far as this kind of sink can know.
     *
     * @return counted from the opening of this sink
     */
    long acknowledged();

    /**
     * Flushes, waits until all is acknowledged, and lets go of what it holds.
     *
     * @throws RuntimeException when records were lost that no other call has told of
     */
    @Override
    void close();
}
