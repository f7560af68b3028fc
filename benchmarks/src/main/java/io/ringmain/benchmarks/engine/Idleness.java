package io.ringmain.benchmarks.engine;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

/** What a running pipeline costs while nothing comes: the CPU time of the whole process, the JVM's own threads included. */
final class Idleness
{
    /** Enough for the JIT to be done with the loops: what it does later would count as idleness. */
    private static final int EVENTS = 2_000_000;

    private Idleness()
    {}

    /** In percent of one CPU. */
    static double percent(Setup setup, Effort effort) throws InterruptedException
    {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Work work = setup.topology().newWork();
        try (Side side = setup.open(work))
        {
            work.expectUpTo(EVENTS - 1);
            side.publish(0, EVENTS);
            work.await();
            work.check(EVENTS);
            TimeUnit.MILLISECONDS.sleep(effort.idleSettleMs());
            long startNs = System.nanoTime();
            long cpuNs = process.getProcessCpuTime();
            TimeUnit.MILLISECONDS.sleep(effort.idleMs());
            return 100.0 * (process.getProcessCpuTime() - cpuNs) / (System.nanoTime() - startNs);
        }
    }
}
