package io.ringmain.benchmarks.machine;

import java.nio.file.Path;

import io.ringmain.benchmarks.report.Unit;

/**
 * A thread that does nothing but look at the clock: whatever lies between two looks, beyond ten microseconds, somebody else
 * had its CPU: the kernel, another process, or another machine on the same processor. No thread of ours can have a better
 * tail than this one.
 */
final class ClockGaps extends Probe
{
    private static final long GAP_NS = 10_000;

    private final long lengthNs;

    ClockGaps(long lengthNs)
    {
        super("stolen", Unit.PERCENT_OF_A_CPU,
                "a thread looks at the clock all the time: the sum of all gaps above 10 µs");
        this.lengthNs = lengthNs;
    }

    @Override
    double once(Path folder)
    {
        long beganNs = System.nanoTime();
        long lastNs = beganNs;
        long stolenNs = 0;
        while (lastNs - beganNs < lengthNs)
        {
            long nowNs = System.nanoTime();
            long gapNs = nowNs - lastNs;
            stolenNs += gapNs > GAP_NS ? gapNs : 0;
            lastNs = nowNs;
        }
        return 100.0 * stolenNs / (lastNs - beganNs);
    }
}
