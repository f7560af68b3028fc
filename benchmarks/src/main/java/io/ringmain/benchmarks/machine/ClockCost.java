package io.ringmain.benchmarks.machine;

import java.nio.file.Path;

import io.ringmain.benchmarks.report.Unit;

/** What a look at the clock costs whoever measures. */
final class ClockCost extends Probe
{
    private final int looks;
    private long sum;

    ClockCost(int looks)
    {
        super("clock", Unit.NANOSECONDS, "System.nanoTime(), one call after the other");
        this.looks = looks;
    }

    @Override
    double once(Path folder)
    {
        long beganNs = System.nanoTime();
        long nowNs = beganNs;
        for (int i = 0; i < looks; i++)
        {
            nowNs = System.nanoTime();
            sum += nowNs;
        }
        return (double) (nowNs - beganNs) / looks;
    }

    /** So that no look is left out. */
    long sum()
    {
        return sum;
    }
}
