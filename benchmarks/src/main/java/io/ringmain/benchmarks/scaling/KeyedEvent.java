package io.ringmain.benchmarks.scaling;

/** An event with a key: 64 bytes with its header, so that it fills a cache line and shares it with no other. */
final class KeyedEvent
{
    /** What the stage works on: the running number of the event. */
    long value;
    /** Which lane handles it. */
    long key;
    /** Fills the line. */
    long spare0;
    /** Fills the line. */
    long spare1;
    /** Fills the line. */
    long spare2;
    /** Fills the line. */
    long spare3;

    void set(long number)
    {
        value = number;
        key = KeyedWork.keyOf(number);
    }
}
