package io.ringmain.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle and the ends of some figures.
 *
 * @param median the mean of the middle two when their number is even
 * @param min    the least
 * @param max    the greatest
 */
public record Spread(double median, double min, double max)
{
    /** Of what was not measured. */
    public static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Of figures in any order.
     *
     * @param figures at least one
     * @return their spread
     */
    public static Spread of(Collection<Double> figures)
    {
        if (figures.isEmpty())
        {
            throw new IllegalArgumentException("no figures, so no median; measure at least once");
        }
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
