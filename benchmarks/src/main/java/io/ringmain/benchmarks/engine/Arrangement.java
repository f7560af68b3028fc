package io.ringmain.benchmarks.engine;

/** How stages are spread over threads. */
enum Arrangement
{
    /** A thread for each stage. */
    THREADS,
    /** Ringmain as it places stages by itself; a peer with one thread that calls all of them. */
    TOGETHER
}
