package io.ringmain.benchmarks.engine;

import java.util.List;

import com.lmax.disruptor.EventHandler;

/**
 * A stage of a topology.
 *
 * @param name    its name
 * @param handler what it does
 * @param after   the stages it comes after; empty when it reads the ring's head
 */
record Step(String name, EventHandler<BenchEvent> handler, List<String> after)
{
    static Step of(String name, EventHandler<BenchEvent> handler, String... after)
    {
        return new Step(name, handler, List.of(after));
    }
}
