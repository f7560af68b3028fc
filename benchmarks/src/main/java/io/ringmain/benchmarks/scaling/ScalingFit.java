package io.ringmain.benchmarks.scaling;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What came of fitting {@link UniversalScalability} to measured points. Cold path. */
sealed interface ScalingFit
{
    /** Three coefficients go through any three points: that would be no fit. */
    int LEAST_POINTS = 4;

    /**
     * The law with the least squares.
     *
     * @param law      its coefficients, none below 0
     * @param rSquared the share of the throughput's variance that it explains, at most 1
     * @param points   how many it was fitted to; no more of them than three can contradict it
     */
    record Found(UniversalScalability law, double rSquared, int points) implements ScalingFit
    {}

    /**
     * There is none.
     *
     * @param why in a few words, with the figures
     */
    record None(String why) implements ScalingFit
    {}

    /**
     * Fits the law by least squares of the throughput. σ and κ are held at 0 where they would come out below: lanes that
     * speed each other up are noise, or a larger cache, and not what this law is about.
     *
     * @param points throughput by number of lanes, each at least 1 and above 0
     */
    static ScalingFit of(SortedMap<Integer, Double> points)
    {
        points.forEach(ScalingFit::check);
        if (points.size() < LEAST_POINTS)
        {
            return new None("too few points: " + points.size() + "; three coefficients go through any three, so give " +
                    LEAST_POINTS + " at least");
        }
        int fewest = points.firstKey();
        SortedMap<Integer, Double> more = points.tailMap(fewest + 1);
        double most = more.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        if (most <= points.get(fewest))
        {
            return new None(String.format(Locale.ROOT, "no scaling: %d to %d lanes reach %.3g at most, %d alone %.3g",
                    more.firstKey(), more.lastKey(), most, fewest, points.get(fewest)));
        }
        // where all three come out well nothing can be nearer; else the nearest of those that hold one or two at 0
        return LeastSquares.of(points, true, true).or(() -> nearest(points))
                .<ScalingFit>map(law -> new Found(law, rSquared(law, points), points.size()))
                .orElseGet(() -> new None("the least squares were not found"));
    }

    private static void check(int lanes, double throughput)
    {
        if (lanes < 1 || !(throughput > 0) || Double.isInfinite(throughput))
        {
            throw new IllegalArgumentException("a throughput of " + throughput + " with " + lanes +
                    " lanes is no point; give a figure above 0 for 1 lane or more");
        }
    }

    private static Optional<UniversalScalability> nearest(SortedMap<Integer, Double> points)
    {
        return Stream.of(LeastSquares.of(points, true, false), LeastSquares.of(points, false, true),
                LeastSquares.of(points, false, false)).flatMap(Optional::stream)
                .min(Comparator.comparingDouble(law -> squares(law, points)));
    }

    private static double rSquared(UniversalScalability law, SortedMap<Integer, Double> points)
    {
        double mean = points.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return 1 - squares(law, points) /
                points.values().stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    }

    private static double squares(UniversalScalability law, SortedMap<Integer, Double> points)
    {
        return points.entrySet().stream()
                .mapToDouble(point -> Math.pow(point.getValue() - law.throughput(point.getKey()), 2)).sum();
    }
}
