package io.ringmain.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coefficients that are known come out of the points that they make. */
class UniversalScalabilityTest
{
    private static final double NEAR = 1e-6;

    private static SortedMap<Integer, Double> points(IntToDoubleFunction throughput, int... lanes)
    {
        SortedMap<Integer, Double> points = new TreeMap<>();
        IntStream.of(lanes).forEach(count -> points.put(count, throughput.applyAsDouble(count)));
        return points;
    }

    private static ScalingFit.Found found(SortedMap<Integer, Double> points)
    {
        return assertInstanceOf(ScalingFit.Found.class, ScalingFit.of(points));
    }

    private static String why(SortedMap<Integer, Double> points)
    {
        return assertInstanceOf(ScalingFit.None.class, ScalingFit.of(points)).why();
    }

    @ParameterizedTest
    @CsvSource({"0.95, 0.03, 0.0005", "0.95, 0.4, 0.02", "12345, 0.001, 0.00001", "1, 0.2, 0", "1, 0, 0.01",
        "3, 0, 0", "0.000004, 0.05, 0.001"})
    void shouldFindTheCoefficientsThatMadeThePoints(double lambda, double sigma, double kappa)
    {
        UniversalScalability law = new UniversalScalability(lambda, sigma, kappa);

        ScalingFit.Found found = found(points(law::throughput, 1, 2, 3, 4, 6, 8));

        assertEquals(lambda, found.law().lambda(), NEAR * lambda);
        assertEquals(sigma, found.law().sigma(), NEAR);
        assertEquals(kappa, found.law().kappa(), NEAR);
        assertEquals(1, found.rSquared(), NEAR);
        assertEquals(6, found.points());
    }

    @Test
    void shouldBeNearWhenPointsAreNotExact()
    {
        UniversalScalability law = new UniversalScalability(1, 0.05, 0.002);

        ScalingFit.Found found = found(
                points(n -> law.throughput(n) * (n % 2 == 0 ? 1.005 : 0.995), 1, 2, 3, 4, 6, 8, 12));

        assertEquals(1, found.law().lambda(), 0.02);
        assertEquals(0.05, found.law().sigma(), 0.02);
        assertEquals(0.002, found.law().kappa(), 0.002);
        assertTrue(found.rSquared() > 0.99 && found.rSquared() < 1, () -> "R² " + found.rSquared());
    }

    @Test
    void shouldHoldAtNothingWhatWouldComeOutBelow()
    {
        // more than twice, thrice, … as much
        ScalingFit.Found found = found(points(n -> n + 0.01 * n * n, 1, 2, 3, 4));

        assertEquals(0, found.law().sigma());
        assertEquals(0, found.law().kappa());
        assertEquals(Double.POSITIVE_INFINITY, found.law().speedUpAtMost());
    }

    @Test
    void shouldBeAmdahlsLawWithoutCoherence()
    {
        UniversalScalability law = new UniversalScalability(2, 0.1, 0);

        // Amdahl's formula with a serial share of a tenth
        assertEquals(2 / (0.1 + 0.9 / 4), law.throughput(4), NEAR);
        assertEquals(10, law.speedUpAtMost(), NEAR);
    }

    @Test
    void shouldTellWhereMoreLanesBeginToCost()
    {
        UniversalScalability law = new UniversalScalability(1, 0.19, 0.01);

        assertEquals(9, law.lanesAtMost(), NEAR);
        assertTrue(law.throughput(9) > law.throughput(8) && law.throughput(9) > law.throughput(10));
        assertEquals(law.throughput(9), law.speedUpAtMost(), NEAR);
        assertEquals(1, new UniversalScalability(1, 0.9, 0.5).speedUpAtMost(), NEAR);
    }

    @Test
    void shouldSayThatThreePointsAreNoFit()
    {
        assertEquals("too few points: 3; three coefficients go through any three, so give 4 at least",
                why(points(n -> n, 1, 2, 4)));
    }

    @Test
    void shouldSayThatNothingScales()
    {
        assertEquals("no scaling: 2 to 4 lanes reach 0.980 at most, 1 alone 1.00",
                why(points(n -> n == 1 ? 1 : n == 3 ? 0.98 : 0.5, 1, 2, 3, 4)));
    }

    @Test
    void shouldRefuseWhatIsNoThroughput()
    {
        assertThrows(IllegalArgumentException.class, () -> ScalingFit.of(points(n -> 0, 1, 2, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> ScalingFit.of(points(n -> Double.NaN, 1, 2, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> ScalingFit.of(points(n -> 1, 0, 1, 2, 3)));
    }
}
