package io.ringmain.benchmarks.engine;

import java.util.function.Consumer;

/** Carries events from a thread, or from several, to one other, as bytes. */
interface Wire
{
    /** False while there is no room. */
    boolean offer(BenchEvent event);

    /** Hands over what is there, at most so many; the event is used again for the next. Returns how many. */
    int poll(Consumer<BenchEvent> handler, int limit);

    /** Makes one for each arrow of the graph. */
    interface Maker
    {
        Wire make(int capacity, int producers);
    }
}
