package io.ringmain.benchmarks.kafka;

import io.ringmain.benchmarks.BenchException;

/** CPU time of a process, all its threads together, in user and in kernel mode. */
final class CpuTime
{
    private CpuTime()
    {}

    /** What a process that is alive has spent so far; Linux counts in steps of 10 ms. */
    static double seconds(ProcessHandle process)
    {
        return process.info().totalCpuDuration()
                .orElseThrow(() -> new BenchException("nobody tells how much CPU process " + process.pid() +
                        " has spent: it has ended, or this system does not tell"))
                .toNanos() / 1e9;
    }
}
