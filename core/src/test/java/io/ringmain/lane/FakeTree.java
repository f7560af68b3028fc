package io.ringmain.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A /proc and /sys of a machine that we do not have. */
final class FakeTree
{
    static final int JVM_CPUS = 64;
    static final String V2_MOUNT = "41 31 0:39 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n";

    private final Path root;

    FakeTree(Path root)
    {
        this.root = root;
    }

    FakeTree file(String path, String text)
    {
        try
        {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
            return this;
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    FakeTree mask(String cpus)
    {
        return file("/proc/self/status", "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + cpus +
                "\nMems_allowed_list:\t0");
    }

    FakeTree cgroup(String lines)
    {
        return file("/proc/self/cgroup", lines);
    }

    /** One socket, one node, cores of one CPU each. */
    FakeTree plainCpus(int count)
    {
        file("/sys/devices/system/cpu/online", "0-" + (count - 1)).file("/sys/devices/system/node/node0/cpulist",
                "0-" + (count - 1));
        for (int cpu = 0; cpu < count; cpu++)
        {
            cpu(cpu, Integer.toString(cpu), 0);
        }
        return this;
    }

    FakeTree cpu(int id, String siblings, int socket)
    {
        String folder = "/sys/devices/system/cpu/cpu" + id + "/topology/";
        return file(folder + "thread_siblings_list", siblings).file(folder + "physical_package_id",
                Integer.toString(socket));
    }

    CpuTopology read()
    {
        return new TopologyReader(files(), JVM_CPUS).read();
    }

    KernelFiles files()
    {
        return new KernelFiles(root);
    }
}
