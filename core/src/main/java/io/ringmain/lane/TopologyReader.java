package io.ringmain.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Puts a {@link CpuTopology} together from what the kernel tells. Cold path, used once.
 *
 * <pre>
 *   affinity mask, else online, else as many as the JVM counts
 *     + isolated CPUs of the cpuset      no mask names them by default, and yet a thread may pin itself there
 *     ∩ online ∩ cpuset
 * </pre>
 */
final class TopologyReader
{
    private static final String CPUS = "/sys/devices/system/cpu";
    private static final String NODES = "/sys/devices/system/node";

    private final KernelFiles files;
    private final int jvmCpus;
    private final List<String> notes = new ArrayList<>();

    /** What the JVM counts is taken for want of anything better. */
    TopologyReader(KernelFiles files, int jvmCpus)
    {
        this.files = files;
        this.jvmCpus = jvmCpus;
    }

    CpuTopology read()
    {
        Optional<NavigableSet<Integer>> online = cpuList(CPUS + "/online");
        Optional<NavigableSet<Integer>> mask = ThreadMask.ofProcess(files);
        if (mask.isEmpty())
        {
            notes.add("/proc/self/status does not say which CPUs this process may use: took " +
                    (online.isPresent() ? "all that are online" : "the " + jvmCpus + " that the JVM counts"));
        }
        NavigableSet<Integer> usable = new TreeSet<>(mask.or(() -> online).orElse(CpuList.first(jvmCpus)));
        NavigableSet<Integer> isolated = cpuList(CPUS + "/isolated").orElse(new TreeSet<>());
        Cgroups cgroups = new Cgroups(files, notes);
        Optional<NavigableSet<Integer>> cpuset = cgroups.cpuset();
        NavigableSet<Integer> pinnable = new TreeSet<>(usable);
        // a container sees those of its host: without a cpuset nothing says that they are its own
        pinnable.addAll(CpuList.common(isolated, cpuset.orElse(new TreeSet<>())));
        pinnable = limited(pinnable, online, CPUS + "/online");
        pinnable = limited(pinnable, cpuset, "the cpuset");
        double quota = cgroups.quotaCpus();
        // the JVM counts the mask and rounds the quota up: when it comes to less, somebody told it to
        double expected = Math.min(CpuList.common(usable, pinnable).size(), Math.ceil(quota));
        int jvmLimit = jvmCpus < expected ? jvmCpus : pinnable.size();
        return new CpuTopology(describe(pinnable, isolated), quota, jvmLimit, notes);
    }

    /** A limit that leaves nothing was misread: this process runs somewhere. */
    private NavigableSet<Integer> limited(NavigableSet<Integer> cpus, Optional<NavigableSet<Integer>> limit,
            String name)
    {
        if (limit.isEmpty())
        {
            return cpus;
        }
        NavigableSet<Integer> common = CpuList.common(cpus, limit.get());
        if (common.isEmpty())
        {
            notes.add(name + " names CPUs " + CpuList.format(limit.get()) + ", but this process may use " +
                    CpuList.format(cpus) + ": passed over");
            return cpus;
        }
        return common;
    }

    private List<Cpu> describe(NavigableSet<Integer> ids, NavigableSet<Integer> isolated)
    {
        Map<Integer, Integer> nodes = nodes();
        List<Cpu> cpus = new ArrayList<>();
        for (int id : ids)
        {
            String folder = CPUS + "/cpu" + id + "/topology";
            int core = cpuList(folder + "/thread_siblings_list").filter(siblings -> !siblings.isEmpty())
                    .map(NavigableSet::first).orElse(Cpu.UNKNOWN);
            cpus.add(new Cpu(id, core, number(folder + "/physical_package_id"),
                    nodes.getOrDefault(id, Cpu.UNKNOWN), isolated.contains(id)));
        }
        if (cpus.stream().anyMatch(cpu -> cpu.core() == Cpu.UNKNOWN))
        {
            notes.add(CPUS + "/cpu*/topology cannot be read: which CPUs share a core is unknown");
        }
        if (cpus.stream().anyMatch(cpu -> cpu.node() == Cpu.UNKNOWN))
        {
            notes.add(NODES + " cannot be read: which memory is near to which CPU is unknown");
        }
        return cpus;
    }

    private Map<Integer, Integer> nodes()
    {
        Map<Integer, Integer> nodes = new HashMap<>();
        for (String name : files.names(NODES, "node[0-9]*"))
        {
            Optional<NavigableSet<Integer>> cpus = cpuList(NODES + "/" + name + "/cpulist");
            try
            {
                int node = Integer.parseInt(name.substring("node".length()));
                cpus.ifPresent(ids -> ids.forEach(id -> nodes.put(id, node)));
            }
            catch (NumberFormatException e)
            {
                notes.add(NODES + "/" + name + " is not a node: passed over");
            }
        }
        return nodes;
    }

    private Optional<NavigableSet<Integer>> cpuList(String path)
    {
        Optional<String> text = files.read(path);
        try
        {
            return text.map(CpuList::parse);
        }
        catch (NumberFormatException e)
        {
            notes.add(path + " holds \"" + text.orElse("") + "\", which is not a list of CPUs: passed over");
            return Optional.empty();
        }
    }

    private int number(String path)
    {
        try
        {
            return files.read(path).map(Integer::parseInt).orElse(Cpu.UNKNOWN);
        }
        catch (NumberFormatException e)
        {
            return Cpu.UNKNOWN;
        }
    }
}
