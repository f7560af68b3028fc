package io.ringmain.benchmarks.engine;

/**
 * How many threads Jet gets for its processors, which take turns on them, and whether those spin: one for each processor as
 * far as there are CPUs that no publisher takes. Where each has such a CPU, spinning; else parked while idle, as by default.
 *
 * @param count at least 1
 * @param spin  whether they keep their CPUs while idle
 */
record JetThreads(int count, boolean spin)
{
    static JetThreads of(Topology topology, int cpus)
    {
        int processors = 1 + topology.stages();
        int left = cpus - topology.producers();
        return new JetThreads(Math.max(1, Math.min(processors, left)), left > 0);
    }

    static JetThreads here(Topology topology)
    {
        return of(topology, Runtime.getRuntime().availableProcessors());
    }

    String waitsBy()
    {
        return spin ? "spin" : "park";
    }
}
