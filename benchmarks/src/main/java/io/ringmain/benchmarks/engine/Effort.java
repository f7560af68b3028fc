package io.ringmain.benchmarks.engine;

/**
 * How long a fork takes over its parts.
 *
 * @param warmUpMs        of throughput
 * @param passes          of throughput, each a figure
 * @param passMs          about how long each of them is
 * @param latencyWarmUpMs at a high rate and at that to be measured, by turns
 * @param latencyMs       measured
 * @param idleSettleMs    from the last event until idleness is measured
 * @param idleMs          measured
 */
record Effort(int warmUpMs, int passes, int passMs, int latencyWarmUpMs, int latencyMs, int idleSettleMs, int idleMs)
{
    static final Effort FULL = new Effort(1_000, 3, 350, 5_000, 2_500, 2_000, 10_000);
    /** To see that all of it works; too short to judge anything. */
    static final Effort QUICK = new Effort(120, 2, 40, 120, 150, 50, 250);

    static Effort of(boolean quick)
    {
        return quick ? QUICK : FULL;
    }
}
