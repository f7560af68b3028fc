package io.ringmain.benchmarks.scaling;

/**
 * How long a fork takes over its parts.
 *
 * @param warmUpMs before anything counts
 * @param passes   each a figure
 * @param passMs   about how long each of them is: long beside the filling and the emptying of the ring
 */
record ScalingEffort(int warmUpMs, int passes, int passMs)
{
    static final ScalingEffort FULL = new ScalingEffort(1_000, 3, 600);
    /** To see that all of it works; too short to judge anything. */
    static final ScalingEffort QUICK = new ScalingEffort(120, 2, 60);

    static ScalingEffort of(boolean quick)
    {
        return quick ? QUICK : FULL;
    }
}
