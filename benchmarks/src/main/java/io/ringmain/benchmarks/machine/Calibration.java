package io.ringmain.benchmarks.machine;

import java.util.Arrays;
import java.util.Locale;

/**
 * The same small piece of arithmetic again and again, in one thread that waits for nothing: on a quiet machine each takes the
 * same time. Noise is how much longer they took on average than the fastest tenth of them: what the kernel, other processes,
 * other machines on the same processor and its changing clock have taken.
 *
 * @param fastNs up to which the fastest tenth took, in nanoseconds
 * @param noise  how much longer the mean is, as a share: 0.02 is two percent
 */
public record Calibration(double fastNs, double noise)
{
    /** Below it, a machine is quiet. */
    public static final double QUIET = 0.02;
    /** From it on, a machine is noisy. */
    public static final double NOISY = 0.10;

    private static final int PIECES = 8_000;
    private static final int WARM_UP_PIECES = 200;
    private static final int STEPS = 200_000;

    // what the arithmetic comes to, so that it is done
    private static volatile long answer;

    /**
     * Takes two seconds: a machine may be slow for a moment every two seconds.
     *
     * @return of this machine, now
     */
    public static Calibration measure()
    {
        long[] tookNs = new long[PIECES];
        for (int i = -WARM_UP_PIECES; i < PIECES; i++)
        {
            long beganNs = System.nanoTime();
            piece(i);
            if (i >= 0)
            {
                tookNs[i] = System.nanoTime() - beganNs;
            }
        }
        return of(tookNs);
    }

    static Calibration of(long[] tookNs)
    {
        long[] sorted = tookNs.clone();
        Arrays.sort(sorted);
        double fast = sorted[sorted.length / 10];
        return new Calibration(fast, Math.max(0, Arrays.stream(sorted).average().orElse(fast) / fast - 1));
    }

    private static void piece(int seed)
    {
        long value = answer + seed;
        for (int i = 0; i < STEPS; i++)
        {
            value = value * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        }
        answer = value;
    }

    /**
     * What that means for people.
     *
     * @return "quiet", "not quite quiet" or "noisy"
     */
    public String verdict()
    {
        return noise < QUIET ? "quiet" : noise < NOISY ? "not quite quiet" : "noisy";
    }

    /**
     * For people.
     *
     * @return such as "3.1 %, not quite quiet"
     */
    public String text()
    {
        return String.format(Locale.ROOT, "%.1f %%, %s", noise * 100, verdict());
    }
}
