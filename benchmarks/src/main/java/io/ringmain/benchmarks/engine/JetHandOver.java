package io.ringmain.benchmarks.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.hazelcast.function.SupplierEx;
import com.hazelcast.jet.core.Processor;

/**
 * A member takes the suppliers of its processors as bytes, even from its own JVM, and stages are objects that the check asks
 * afterwards. So it is given a number, under which it finds the processor here, once. Any thread.
 *
 * @param number of a processor that waits to be taken
 */
record JetHandOver(long number) implements SupplierEx<Processor>
{
    private static final Map<Long, Processor> WAITING = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    static JetHandOver of(Processor processor)
    {
        JetHandOver handOver = new JetHandOver(NUMBERS.incrementAndGet());
        WAITING.put(handOver.number, processor);
        return handOver;
    }

    @Override
    public Processor getEx()
    {
        Processor processor = WAITING.remove(number);
        if (processor == null)
        {
            throw new IllegalStateException("processor " + number + " has been taken before; a vertex has only one");
        }
        return processor;
    }
}
