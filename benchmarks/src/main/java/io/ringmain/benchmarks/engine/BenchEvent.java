package io.ringmain.benchmarks.engine;

/** The event of every case: 64 bytes with its header, so that it fills a cache line and shares it with no other. */
final class BenchEvent
{
    /** The publisher's: the running number of the event, or the time at which it was due. */
    long value;
    long first;
    long second;
    boolean fizz;
    boolean buzz;
    /** Fills the line. */
    long spare0;
    /** Fills the line. */
    long spare1;
    /** Fills the line. */
    long spare2;
}
