package io.ringmain.benchmarks.engine;

/** One contender of a case, running. {@link #publish} is called by as many threads as the topology has producers. */
interface Side extends AutoCloseable
{
    /** Publishes events with the values {@code first} to {@code first + count - 1}, in the topology's batches. */
    void publish(long first, long count) throws InterruptedException;

    /** Publishes one event. */
    void send(long value) throws InterruptedException;

    /** Ends its threads. Everything published has been handled by then. */
    @Override
    void close();
}
