package io.ringmain.benchmarks.scaling;

/**
 * The universal scalability law: throughput over the number of lanes,
 *
 * <pre>
 *   X(N) = λN / (1 + σ(N − 1) + κN(N − 1))
 * </pre>
 *
 * N. J. Gunther, "A Simple Capacity Model of Massively Parallel Transaction Systems", CMG 1993; "Guerrilla Capacity Planning",
 * Springer 2007. With κ = 0 it is Amdahl's law (AFIPS 1967), with σ = 0 as well a straight line. Cold path.
 *
 * @param lambda what one lane does, in the unit of the throughput
 * @param sigma  contention: the share of a lane's time for which it waits for what only one can have, or does what all do
 * @param kappa  coherence: the share of a lane's time that every other lane costs it once more, to agree on data
 */
record UniversalScalability(double lambda, double sigma, double kappa)
{
    double throughput(double lanes)
    {
        return lambda * lanes / denominator(lanes);
    }

    double denominator(double lanes)
    {
        return 1 + sigma * (lanes - 1) + kappa * lanes * (lanes - 1);
    }

    /** Where throughput is greatest; infinite when every lane adds something. */
    double lanesAtMost()
    {
        return kappa > 0 ? Math.sqrt(Math.max(0, 1 - sigma) / kappa) : Double.POSITIVE_INFINITY;
    }

    /** How many times one lane's throughput any number of lanes can reach; infinite for a straight line. */
    double speedUpAtMost()
    {
        double most = lanesAtMost();
        if (Double.isInfinite(most))
        {
            return 1 / sigma;
        }
        return most <= 1 ? 1 : throughput(most) / lambda;
    }
}
