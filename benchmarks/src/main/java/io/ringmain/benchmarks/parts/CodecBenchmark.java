package io.ringmain.benchmarks.parts;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.ringmain.benchmarks.fork.OpenedPackages;
import io.ringmain.benchmarks.fork.WrongAnswer;

/** An order to bytes and back, over and over a thousand of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsPrepend = {"-Dchronicle.announcer.disable=true", OpenedPackages.NIO, OpenedPackages.REF,
    OpenedPackages.MISC, OpenedPackages.UNSAFE, OpenedPackages.LANG, OpenedPackages.REFLECT, OpenedPackages.IO,
    OpenedPackages.UTIL})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark
{
    private static final int PLACES = 1 << 10;
    private static final long SEED = 4711;

    /** In which form. */
    @Param({"ringmain", "chronicle-bytes", "byte-buffer", "json"})
    public String side;

    private final Order[] orders = new Order[PLACES];
    private final Order read = new Order();
    private OrderFormat format;
    private int next;

    /** Writes all of them once. */
    @Setup
    public void open()
    {
        format = OrderFormat.named(side, PLACES);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int place = 0; place < PLACES; place++)
        {
            orders[place] = Order.random(random);
            format.write(orders[place], place);
        }
    }

    private int next()
    {
        next = next + 1 & PLACES - 1;
        return next;
    }

    /**
     * One to bytes.
     *
     * @return how many
     */
    @Benchmark
    public int encode()
    {
        int place = next();
        return format.write(orders[place], place);
    }

    /**
     * One from bytes.
     *
     * @return of its fields, so that none is left out
     */
    @Benchmark
    public long decode()
    {
        format.read(next(), read);
        return read.id ^ read.timeNs ^ read.symbol ^ read.priceTicks ^ read.quantity ^ (read.isBuy ? 1 : 0);
    }

    /** What was written is what is read. */
    @TearDown
    public void check()
    {
        for (int place = 0; place < PLACES; place++)
        {
            format.read(place, read);
            if (!read.isSameAs(orders[place]))
            {
                throw new WrongAnswer(side + " read another order than it wrote, at place " + place);
            }
        }
    }
}
