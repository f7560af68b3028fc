package io.ringmain.benchmarks.engine;

/**
 * How many threads Jet gets for its processors, which take turns on them, and whether those spin. By default they are as many
 * as there are CPUs, and park while idle, which is better for throughput. Spinning, they are fewer, so that each has a CPU
 * that no publisher takes, which is better for latency as long as nothing else wants that CPU.
 *
 * @param count at least 1, and no more than there are processors
 * @param spin  whether they keep their CPUs while idle
 */
record JetThreads(int count, boolean spin)
{
    static JetThreads of(Topology topology, Waits waits, int cpus)
    {
        boolean spin = waits == Waits.SPIN;
        int processors = 1 + topology.stages();
        return new JetThreads(Math.max(1, Math.min(processors, spin ? cpus - topology.producers() : cpus)), spin);
    }

    static boolean canSpin(Topology topology, int cpus)
    {
        return cpus > topology.producers();
    }
}
