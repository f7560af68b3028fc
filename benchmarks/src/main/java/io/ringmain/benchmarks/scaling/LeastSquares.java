package io.ringmain.benchmarks.scaling;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Looks for the law whose throughput is nearest to the measured one, by the method of Levenberg and Marquardt, with σ and κ
 * each free or held at 0. λ comes first among the coefficients that are looked for, then σ and κ, as far as they are free.
 * Cold path.
 */
final class LeastSquares
{
    private static final int MOST_STEPS = 1_000;
    /** Of σ and κ. */
    private static final double START = 0.01;

    private final double[] lanes;
    private final double[] throughput;
    private final boolean freeSigma;
    private final boolean freeKappa;

    private LeastSquares(SortedMap<Integer, Double> points, boolean freeSigma, boolean freeKappa)
    {
        this.lanes = points.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        this.throughput = points.values().stream().mapToDouble(Double::doubleValue).toArray();
        this.freeSigma = freeSigma;
        this.freeKappa = freeKappa;
    }

    /** Empty when a coefficient would have to be below 0, or the search did not end. */
    static Optional<UniversalScalability> of(SortedMap<Integer, Double> points, boolean freeSigma, boolean freeKappa)
    {
        return new LeastSquares(points, freeSigma, freeKappa).search()
                .filter(law -> law.lambda() > 0 && law.sigma() >= 0 && law.kappa() >= 0);
    }

    private Optional<UniversalScalability> search()
    {
        double[] start = new double[1 + (freeSigma ? 1 : 0) + (freeKappa ? 1 : 0)];
        Arrays.fill(start, START);
        start[0] = throughput[0] / lanes[0];
        LeastSquaresProblem problem = new LeastSquaresBuilder().start(start).model(this::valuesAndSlopes)
                .target(throughput).lazyEvaluation(false).maxEvaluations(MOST_STEPS).maxIterations(MOST_STEPS).build();
        try
        {
            return Optional.of(law(new LevenbergMarquardtOptimizer().optimize(problem).getPoint()));
        }
        catch (MathIllegalStateException e)
        {
            // too many steps, or nowhere to go
            return Optional.empty();
        }
    }

    private UniversalScalability law(RealVector coefficients)
    {
        return new UniversalScalability(coefficients.getEntry(0), freeSigma ? coefficients.getEntry(1) : 0,
                freeKappa ? coefficients.getEntry(kappaIndex()) : 0);
    }

    private int kappaIndex()
    {
        return freeSigma ? 2 : 1;
    }

    /** The law's throughput at each point, and how much it changes with each coefficient that is free. */
    private Pair<RealVector, RealMatrix> valuesAndSlopes(RealVector coefficients)
    {
        UniversalScalability law = law(coefficients);
        RealVector values = new ArrayRealVector(lanes.length);
        RealMatrix slopes = new Array2DRowRealMatrix(lanes.length, coefficients.getDimension());
        for (int i = 0; i < lanes.length; i++)
        {
            double n = lanes[i];
            double x = law.throughput(n);
            double denominator = law.denominator(n);
            values.setEntry(i, x);
            slopes.setEntry(i, 0, n / denominator);
            if (freeSigma)
            {
                slopes.setEntry(i, 1, -x * (n - 1) / denominator);
            }
            if (freeKappa)
            {
                slopes.setEntry(i, kappaIndex(), -x * n * (n - 1) / denominator);
            }
        }
        return new Pair<>(values, slopes);
    }
}
