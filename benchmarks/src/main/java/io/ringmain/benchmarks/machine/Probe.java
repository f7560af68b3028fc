package io.ringmain.benchmarks.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/** Measures one thing that the machine cannot do faster. Runs in the calling thread, and ends what it starts. */
abstract class Probe
{
    private final String name;
    private final Unit unit;
    private final String how;

    /**
     * A probe.
     *
     * @param name such as "hand-over"
     * @param unit of its figures
     * @param how  it is measured, in a line
     */
    Probe(String name, Unit unit, String how)
    {
        this.name = name;
        this.unit = unit;
        this.how = how;
    }

    /** One figure. {@code folder} lies on the disk that is meant. */
    abstract double once(Path folder) throws Exception;

    final String name()
    {
        return name;
    }

    /** The first one, in which code is compiled and pages come, does not count. */
    final Reading measure(Path folder, int times) throws Exception
    {
        once(folder);
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < times; i++)
        {
            figures.add(once(folder));
        }
        return new Reading(name, unit, Spread.of(figures), how);
    }

    /** In the order in which they are shown; on one CPU two threads would hand over a time slice. */
    static List<Probe> all(boolean quick, int cpus)
    {
        int part = quick ? 4 : 1;
        List<Probe> probes = new ArrayList<>();
        probes.add(new ClockCost(20_000_000 / part));
        probes.add(new ClockGaps(1_000_000_000L / part));
        if (cpus > 1)
        {
            probes.add(new HandOver(1_000_000 / part));
        }
        probes.add(new MemoryCopy(20 / part));
        probes.add(new DiskWrite(DiskWrite.MOST_BYTES / part));
        probes.add(new DiskForce(200 / part));
        probes.add(new LoopbackTrip(50_000 / part));
        return probes;
    }
}
