package io.ringmain.benchmarks.publish;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.apache.commons.math3.distribution.TDistribution;

import io.ringmain.benchmarks.report.Unit;

/**
 * How many times better the forks of one report are than those of another, with a confidence interval: Welch's t interval
 * (B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved",
 * Biometrika 34, 1947) for the difference of the means of the figures' logarithms, taken back to a ratio. Logarithms, since what
 * disturbs a figure multiplies it.
 *
 * @param times how many times better the second is, by geometric means; above 1 when it is the better
 * @param least the lower end of the interval
 * @param most  the upper end
 */
record Difference(double times, double least, double most)
{
    /** A report has some hundred figures, and at 95 % some of them would differ by chance alone. */
    static final double CONFIDENCE = 0.99;
    /** A single figure has no spread. */
    static final int FEWEST = 2;

    /** What can be said. */
    enum Verdict
    {
        FASTER, SLOWER, NONE;

        @Override
        public String toString()
        {
            return this == NONE ? "no difference that can be seen" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether there is enough to compare. */
    static boolean canBeTold(List<Double> first, List<Double> second)
    {
        return first.size() >= FEWEST && second.size() >= FEWEST && first.stream().allMatch(figure -> figure > 0) &&
                second.stream().allMatch(figure -> figure > 0);
    }

    /** Of figures that {@linkplain #canBeTold can be told}. */
    static Difference of(Unit unit, List<Double> first, List<Double> second)
    {
        Sample a = Sample.of(first, figure -> unit.higherIsBetter() ? Math.log(figure) : -Math.log(figure));
        Sample b = Sample.of(second, figure -> unit.higherIsBetter() ? Math.log(figure) : -Math.log(figure));
        double difference = b.mean - a.mean;
        double error = Math.sqrt(a.errorSquared() + b.errorSquared());
        if (error == 0)
        {
            return new Difference(Math.exp(difference), Math.exp(difference), Math.exp(difference));
        }
        double degrees = Math.pow(a.errorSquared() + b.errorSquared(), 2) /
                (Math.pow(a.errorSquared(), 2) / (a.count - 1) + Math.pow(b.errorSquared(), 2) / (b.count - 1));
        double reach = error * new TDistribution(degrees).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
        return new Difference(Math.exp(difference), Math.exp(difference - reach), Math.exp(difference + reach));
    }

    /** Count, mean and variance of some figures. */
    private record Sample(int count, double mean, double variance)
    {
        static Sample of(List<Double> figures, ToDoubleFunction<Double> scale)
        {
            double mean = figures.stream().mapToDouble(scale).average().orElseThrow();
            double squares = figures.stream().mapToDouble(scale).map(value -> (value - mean) * (value - mean)).sum();
            return new Sample(figures.size(), mean, squares / (figures.size() - 1));
        }

        double errorSquared()
        {
            return variance / count;
        }
    }

    Verdict verdict()
    {
        return least > 1 ? Verdict.FASTER : most < 1 ? Verdict.SLOWER : Verdict.NONE;
    }

    /** Such as "1.24× (1.10 – 1.40)". */
    String text()
    {
        return String.format(Locale.ROOT, "%s× (%s – %s)", digits(times), digits(least), digits(most));
    }

    private static String digits(double value)
    {
        return value >= 1_000
                ? ">1000"
                : String.format(Locale.ROOT, value >= 9.995 ? "%.0f" : value >= 0.1 ? "%.2f" : "%.2g", value);
    }
}
