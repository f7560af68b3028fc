package io.ringmain.cli;

import java.util.TreeSet;

import io.ringmain.transfer.Schedule;

/** The speeds that the arrow keys step through. Fixed, so that a step up and a step down lead back to where they began. */
final class SpeedLadder
{
    private final TreeSet<Double> rungs = new TreeSet<>();

    /** With the speed that is asked for as one of the rungs. */
    SpeedLadder(double start)
    {
        for (double decade : new double[] {0.01, 0.1, 1, 10, 100})
        {
            // by 100, since 0.01 times 5 is not 0.05
            rungs.add(Math.round(decade * 100) / 100.0);
            rungs.add(Math.round(decade * 200) / 100.0);
            rungs.add(Math.round(decade * 500) / 100.0);
        }
        rungs.add(1000.0);
        rungs.add(Schedule.MAX);
        rungs.add(start);
    }

    /** The next faster one; the fastest stays. */
    double up(double speed)
    {
        Double higher = rungs.higher(speed);
        return higher == null ? speed : higher;
    }

    /** The next slower one; the slowest stays. */
    double down(double speed)
    {
        Double lower = rungs.lower(speed);
        return lower == null ? speed : lower;
    }
}
