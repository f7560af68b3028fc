package io.ringmain.benchmarks.parts;

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

import io.ringmain.benchmarks.fork.WrongAnswer;

/** What it costs an event that its latency is known, in batches of 64. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordingBenchmark
{
    private static final int BATCH = 64;

    /** How it is recorded. */
    @Param({"ringmain", "single-writer-recorder", "recorder", "concurrent-histogram"})
    public String side;

    private LatencyRecording recording;
    private long recorded;

    /** Begins with nothing recorded. */
    @Setup
    public void open()
    {
        recording = LatencyRecording.named(side);
    }

    /** One batch, the look at the clock when it is published included. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void record()
    {
        recording.batch(System.nanoTime(), BATCH);
        recorded += BATCH;
    }

    /** Every event was counted. */
    @TearDown
    public void check()
    {
        long counted = recording.total().getTotalCount();
        if (counted != recorded)
        {
            throw new WrongAnswer(side + " counted " + counted + " of " + recorded + " events");
        }
    }
}
