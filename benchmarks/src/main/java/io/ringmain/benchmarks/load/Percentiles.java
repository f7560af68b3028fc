package io.ringmain.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

/** The percentiles that every latency case tells. */
public final class Percentiles
{
    /** The greatest value of all. */
    public static final String MAX = "max";

    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};
    /** The most that is recorded. */
    static final long MAX_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private Percentiles()
    {}

    /**
     * What they are called.
     *
     * @return from the least to the greatest
     */
    public static List<String> names()
    {
        return Stream.concat(DoubleStream.of(PERCENTILES).mapToObj(Percentiles::name), Stream.of(MAX)).toList();
    }

    /**
     * To record latencies in.
     *
     * @return an empty one, for nanoseconds
     */
    public static Histogram newHistogram()
    {
        return new Histogram(MAX_NS, DIGITS);
    }

    /**
     * Reads all of them.
     *
     * @param latency in nanoseconds
     * @return figures by name
     */
    public static Map<String, List<Double>> of(Histogram latency)
    {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (double percentile : PERCENTILES)
        {
            figures.put(name(percentile), List.of((double) latency.getValueAtPercentile(percentile)));
        }
        figures.put(MAX, List.of((double) latency.getMaxValue()));
        return figures;
    }

    private static String name(double percentile)
    {
        return percentile == Math.rint(percentile) ? "p" + (int) percentile : "p" + percentile;
    }
}
