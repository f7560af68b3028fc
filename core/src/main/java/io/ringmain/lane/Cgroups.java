package io.ringmain.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What the control groups of this process allow. Cold path.
 *
 * <pre>
 *   /proc/self/mountinfo   where a hierarchy is mounted, and which part of it    (version 1: one for each controller)
 *   /proc/self/cgroup      where this process stands in it
 *
 *   /sys/fs/cgroup         cpu.max  max         |  every folder from there up to the mount counts,
 *     /kubepods            cpu.max  400000 100000  the smallest quota wins: 1.5 CPUs
 *       /pod42/ringmain    cpu.max  150000 100000
 * </pre>
 *
 * A container sees its own part of the tree only; what its host limits further up cannot be known in there.
 */
final class Cgroups
{
    private final KernelFiles files;
    private final List<String> notes;

    /** The notes get a line for everything that cannot be understood. */
    Cgroups(KernelFiles files, List<String> notes)
    {
        this.files = files;
        this.notes = notes;
    }

    /** The processor time that may be used, in CPUs; infinite without a quota. */
    double quotaCpus()
    {
        double smallest = Double.POSITIVE_INFINITY;
        for (String folder : folders("", "cgroup2"))
        {
            // "150000 100000" or "max 100000": microseconds of time in each period
            String[] max = files.read(folder + "/cpu.max").orElse("max").split(" ", -1);
            smallest = Math.min(smallest, quota(folder, max[0], max.length > 1 ? max[1] : "100000"));
        }
        for (String folder : folders("cpu", "cgroup"))
        {
            String quota = files.read(folder + "/cpu.cfs_quota_us").orElse("-1");
            String period = files.read(folder + "/cpu.cfs_period_us").orElse("100000");
            smallest = Math.min(smallest, quota(folder, quota, period));
        }
        return smallest;
    }

    /** The CPUs of the innermost cpuset that can be read. */
    Optional<NavigableSet<Integer>> cpuset()
    {
        List<String> candidates = new ArrayList<>();
        for (String folder : folders("cpuset", "cgroup"))
        {
            candidates.add(folder + "/cpuset.effective_cpus");
            candidates.add(folder + "/cpuset.cpus");
        }
        // a group without the controller has no such file, and its parent's applies
        folders("", "cgroup2").forEach(folder -> candidates.add(folder + "/cpuset.cpus.effective"));
        for (String candidate : candidates)
        {
            Optional<NavigableSet<Integer>> cpus = files.read(candidate).flatMap(text -> parse(candidate, text));
            if (cpus.isPresent() && !cpus.get().isEmpty())
            {
                return cpus;
            }
        }
        return Optional.empty();
    }

    private Optional<NavigableSet<Integer>> parse(String path, String text)
    {
        try
        {
            return Optional.of(CpuList.parse(text));
        }
        catch (NumberFormatException e)
        {
            notes.add(path + " holds \"" + text + "\", which is not a list of CPUs: passed over");
            return Optional.empty();
        }
    }

    private double quota(String folder, String quota, String period)
    {
        if (quota.equals("max") || quota.equals("-1"))
        {
            return Double.POSITIVE_INFINITY;
        }
        try
        {
            double cpus = (double) Long.parseLong(quota) / Long.parseLong(period);
            if (cpus > 0 && !Double.isInfinite(cpus))
            {
                return cpus;
            }
        }
        catch (NumberFormatException e)
        {
            // told below, like a number that makes no sense
        }
        notes.add("the CPU quota in " + folder + " reads \"" + quota + "\" in \"" + period + "\" µs: passed over");
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Where the files are that may limit this process.
     *
     * @param controller of version 1; empty for version 2
     * @param type       of the mounted file system
     * @return the folder of this process and those above it up to the mount, innermost first; they need not exist
     */
    private List<String> folders(String controller, String type)
    {
        Optional<String> path = path(controller);
        if (path.isEmpty())
        {
            return List.of();
        }
        Mount mount = mount(controller, type, path.get());
        List<String> folders = new ArrayList<>();
        String below = mount.below(path.get());
        while (!below.isEmpty())
        {
            folders.add(mount.point() + below);
            below = below.substring(0, below.lastIndexOf('/'));
        }
        folders.add(mount.point());
        return folders;
    }

    /** A line of /proc/self/cgroup: {@code 4:cpu,cpuacct:/kubepods/pod42}, in version 2 {@code 0::/kubepods/pod42}. */
    private Optional<String> path(String controller)
    {
        return files.read("/proc/self/cgroup").stream().flatMap(String::lines).map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3 && List.of(fields[1].split(",", -1)).contains(controller))
                .map(fields -> fields[2]).findFirst();
    }

    /** A line of /proc/self/mountinfo: {@code 32 31 0:29 /root /mount/point rw - cgroup cgroup rw,cpu}. */
    private Mount mount(String controller, String type, String path)
    {
        List<Mount> mounts = new ArrayList<>();
        for (String line : files.read("/proc/self/mountinfo").stream().flatMap(String::lines).toList())
        {
            String[] halves = line.split(" - ", 2);
            String[] fields = halves[0].split(" ", -1);
            String[] source = halves[halves.length - 1].split(" ", -1);
            boolean controls = controller.isEmpty() ||
                    List.of(source[source.length - 1].split(",", -1)).contains(controller);
            if (halves.length == 2 && fields.length > 4 && source[0].equals(type) && controls)
            {
                mounts.add(new Mount(fields[3], fields[4]));
            }
        }
        Mount usual = new Mount("/", controller.isEmpty() ? "/sys/fs/cgroup" : "/sys/fs/cgroup/" + controller);
        return mounts.stream().filter(mount -> mount.holds(path)).findFirst()
                .orElse(mounts.isEmpty() ? usual : mounts.get(0));
    }

    /** A hierarchy, or the part of it below {@code root}, as mounted at {@code point}. */
    private record Mount(String root, String point)
    {
        boolean holds(String path)
        {
            return root.equals("/") || path.equals(root) || path.startsWith(root + "/");
        }

        /** From the mount point down to the path, without a slash at the end; empty when the path is not in here. */
        String below(String path)
        {
            // "/../other" is what a process sees that was put outside of its own cgroup namespace
            if (!holds(path) || path.contains("/.."))
            {
                return "";
            }
            String below = root.equals("/") ? path : path.substring(root.length());
            return below.equals("/") ? "" : below;
        }
    }
}
