package io.ringmain.benchmarks.engine;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The throughput cases of {@code ringmain bench engine} under JMH: the same topologies, sides and checks. An invocation
 * is one pass; JMH does not interleave its forks, so what a shared machine does in between meets one side alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EngineBenchmark
{
    private static final int PASS = 960_000;

    /** Which graph. */
    @Param({"unicast", "unicast-batched", "pipeline", "multicast", "diamond", "three-producers", "small-ring"})
    public String topology;

    /** Which engine, with a thread for each stage unless its name says otherwise. */
    @Param({"ringmain", "ringmain-auto", "disruptor", "disruptor-one-consumer", "queue"})
    public String side;

    /** How threads wait; a queue has its own way. */
    @Param("yield")
    public String waits;

    private Throughput throughput;

    /** Starts the side. */
    @Setup
    public void start()
    {
        Topology graph = Topology.valueOf(topology.toUpperCase(Locale.ROOT).replace('-', '_'));
        Engine engine = side.startsWith("ringmain")
                ? Engine.RINGMAIN
                : side.startsWith("disruptor") ? Engine.DISRUPTOR : Engine.QUEUE;
        Arrangement arrangement = side.equals("ringmain-auto") || side.equals("disruptor-one-consumer")
                ? Arrangement.TOGETHER
                : Arrangement.THREADS;
        throughput = Throughput.of(graph, engine, arrangement, Waits.valueOf(waits.toUpperCase(Locale.ROOT)));
    }

    /**
     * One pass.
     *
     * @throws Exception when an answer is wrong
     */
    @Benchmark
    @OperationsPerInvocation(PASS)
    public void pass() throws Exception
    {
        throughput.pass(PASS);
    }

    /** Ends the side. */
    @TearDown
    public void end()
    {
        throughput.close();
    }
}
