package io.ringmain.benchmarks;

/** The event of the engine's benchmarks; three handlers write a field each. */
final class LongEvent
{
    long value;
    long first;
    long second;
    long third;
}
