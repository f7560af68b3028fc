package io.ringmain.benchmarks.engine;

/** Carries events from a thread, or from several, to one other. */
interface Edge
{
    /** Waits while there is no room. */
    void put(BenchEvent event) throws InterruptedException;

    /** Waits while there is none. */
    BenchEvent take() throws InterruptedException;

    /** Makes one for each arrow of the graph. */
    interface Maker
    {
        Edge make(int capacity, int producers, Waits waits);
    }
}
