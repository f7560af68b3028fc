package io.ringmain.lane;

import java.util.List;
import java.util.Optional;

/**
 * The CPUs that this process may really use: what its affinity mask and its cpuset leave, and how much of them its control
 * group pays for. A description, taken once; neither mask nor quota is watched.
 *
 * @param cpus      ascending by number, at least one: those that its threads run on, and the isolated ones that they may be
 *                  pinned to
 * @param quotaCpus processor time that its control groups allow, in CPUs, such as 1.5; infinite without a quota
 * @param jvmLimit  how many of them somebody told the JVM to use ({@code -XX:ActiveProcessorCount}); all when nobody did
 * @param notes     what could not be read and what was taken instead, for people; mostly empty
 */
public record CpuTopology(List<Cpu> cpus, double quotaCpus, int jvmLimit, List<String> notes)
{
    /** Copies the lists. */
    public CpuTopology
    {
        cpus = List.copyOf(cpus);
        notes = List.copyOf(notes);
    }

    /**
     * Reads {@code /proc} and {@code /sys}. Never throws: what cannot be read, or everything on another system than Linux,
     * is replaced by what the JVM knows, and stands in {@link #notes()}. Takes some milliseconds; any thread may call it.
     *
     * @return as of now
     */
    public static CpuTopology read()
    {
        return new TopologyReader(KernelFiles.ofThisMachine(), Runtime.getRuntime().availableProcessors()).read();
    }

    /**
     * How many threads can spin at once without one waiting for another's time slice, when those for isolated CPUs are
     * pinned there. A quota is rounded down: with 1.5 CPUs two spinning threads use it up and then both stand still for the
     * rest of each period, 100 ms by default.
     *
     * @return at least 1, even when the quota is less than one CPU
     */
    public int spinningLanes()
    {
        return Math.max(1, Math.min(Math.min(cpus.size(), jvmLimit), (int) Math.min(quotaCpus, Integer.MAX_VALUE)));
    }

    /**
     * Looks a CPU up.
     *
     * @param id its number
     * @return empty when this process may not use it
     */
    public Optional<Cpu> cpu(int id)
    {
        return cpus.stream().filter(cpu -> cpu.id() == id).findFirst();
    }

    /**
     * The numbers of all CPUs.
     *
     * @return as the kernel writes them, such as {@code 0-3,8}
     */
    public String ids()
    {
        return CpuList.format(cpus.stream().map(Cpu::id).toList());
    }

    /**
     * One line for people.
     *
     * @return such as {@code 4 CPUs (0-3) on 2 cores, 1 NUMA node; quota 1.5 CPUs; 1 can spin}
     */
    public String text()
    {
        long cores = cpus.stream().map(Cpu::core).filter(core -> core != Cpu.UNKNOWN).distinct().count();
        long nodes = cpus.stream().map(Cpu::node).filter(node -> node != Cpu.UNKNOWN).distinct().count();
        List<Integer> isolated = cpus.stream().filter(Cpu::isolated).map(Cpu::id).toList();
        return counted(cpus.size(), "CPU") + " (" + ids() + ")" + (cores == 0 ? "" : " on " + counted(cores, "core")) +
                (nodes == 0 ? "" : ", " + counted(nodes, "NUMA node")) +
                (isolated.isEmpty() ? "" : "; isolated: " + CpuList.format(isolated)) +
                (Double.isInfinite(quotaCpus) ? "" : "; quota " + quotaText() + " CPUs") +
                (jvmLimit >= cpus.size() ? "" : "; the JVM was told to use " + jvmLimit) +
                "; " + counted(spinningLanes(), "thread") + " can spin";
    }

    /** Such as 1.5, and 2 rather than 2.0. */
    String quotaText()
    {
        return quotaCpus == Math.rint(quotaCpus) ? Long.toString((long) quotaCpus) : Double.toString(quotaCpus);
    }

    static String counted(long count, String noun)
    {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
