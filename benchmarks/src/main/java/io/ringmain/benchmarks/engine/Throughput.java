package io.ringmain.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.lmax.disruptor.util.DaemonThreadFactory;

/**
 * Passes of a number of events over one running side. A pass ends when every last stage has handled its last event; its
 * answer is checked. Threading: one thread.
 */
final class Throughput implements AutoCloseable
{
    /** A multiple of every batch and of the number of producers. */
    private static final long GRAIN = 960;
    private static final long FIRST_PASS = 100 * GRAIN;
    private static final double WARM_UP_PASS_S = 0.04;
    private static final double MICROS = 1e3;

    private final Work work;
    private final Side side;
    private final int producers;
    private final ExecutorService publishers;
    private long published;

    static Throughput of(Topology topology, Engine engine, Arrangement arrangement, Waits waits)
    {
        return new Throughput(
                new Setup(Measure.THROUGHPUT, topology, engine, arrangement, waits, topology.ring()));
    }

    Throughput(Setup setup)
    {
        work = setup.topology().newWork();
        side = setup.open(work);
        producers = setup.topology().producers();
        publishers = Executors.newFixedThreadPool(producers, DaemonThreadFactory.INSTANCE);
    }

    /** One side of one case; the others that are to run before it, in this JVM, do so first. */
    static List<Double> run(Setup setup, Effort effort) throws Exception
    {
        if (setup.topology() == Topology.UNICAST_AFTER_OTHERS)
        {
            for (Topology other : List.of(Topology.PIPELINE, Topology.MULTICAST, Topology.DIAMOND))
            {
                try (Throughput before = new Throughput(setup.with(other)))
                {
                    before.run(effort);
                }
            }
        }
        try (Throughput throughput = new Throughput(setup))
        {
            return throughput.run(effort);
        }
    }

    /** Warms up, finds out how many events fill a pass, and runs as many passes of just that number as asked for. */
    List<Double> run(Effort effort) throws Exception
    {
        long warmUntilNs = System.nanoTime() + effort.warmUpMs() * 1_000_000L;
        double millionsPerSecond = pass(FIRST_PASS);
        while (System.nanoTime() - warmUntilNs < 0)
        {
            millionsPerSecond = pass(eventsFor(millionsPerSecond, WARM_UP_PASS_S));
        }
        long events = eventsFor(millionsPerSecond, effort.passMs() / 1e3);
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < effort.passes(); i++)
        {
            figures.add(pass(events));
        }
        return figures;
    }

    /** Of about so many seconds, at a rate of millions a second. */
    static long eventsFor(double millionsPerSecond, double seconds)
    {
        return Math.max(1, Math.round(millionsPerSecond * 1e6 * seconds / GRAIN)) * GRAIN;
    }

    /** One pass; in millions of events a second. */
    double pass(long events) throws Exception
    {
        long first = published;
        published += events;
        work.expectUpTo(published - 1);
        long startNs = System.nanoTime();
        if (producers == 1)
        {
            side.publish(first, events);
        }
        else
        {
            startNs = publishTogether(first, events);
        }
        work.await();
        long tookNs = System.nanoTime() - startNs;
        work.check(published);
        return events * MICROS / tookNs;
    }

    /** All publishers begin at once; returns when that was. */
    private long publishTogether(long first, long events) throws Exception
    {
        CyclicBarrier start = new CyclicBarrier(producers + 1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < producers; i++)
        {
            long from = first + events * i / producers;
            long to = first + events * (i + 1) / producers;
            done.add(publishers.submit(() ->
            {
                start.await();
                side.publish(from, to - from);
                return null;
            }));
        }
        long startNs = System.nanoTime();
        start.await();
        for (Future<?> publisher : done)
        {
            get(publisher);
        }
        return startNs;
    }

    private static void get(Future<?> publisher) throws Exception
    {
        try
        {
            publisher.get();
        }
        catch (ExecutionException e)
        {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close()
    {
        side.close();
        publishers.shutdownNow();
    }
}
