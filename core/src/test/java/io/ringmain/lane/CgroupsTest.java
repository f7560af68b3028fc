package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest
{
    private static final String V1_CPU = "/sys/fs/cgroup/cpu,cpuacct";

    @TempDir
    private Path root;
    private FakeTree tree;

    @BeforeEach
    void setUp()
    {
        tree = new FakeTree(root).plainCpus(8).mask("0-7");
    }

    @Test
    void shouldLetOneLaneSpinWhenTheQuotaIsOneAndAHalfCpus()
    {
        tree.cgroup("0::/").file("/sys/fs/cgroup/cpu.max", "150000 100000");

        assertEquals(1.5, tree.read().quotaCpus());
        assertEquals(1, tree.read().spinningLanes());
        assertEquals("8 CPUs (0-7) on 8 cores, 1 NUMA node; quota 1.5 CPUs; 1 thread can spin", tree.read().text());
    }

    @Test
    void shouldLetOneLaneSpinWhenTheQuotaIsLessThanACpu()
    {
        tree.cgroup("0::/").file("/sys/fs/cgroup/cpu.max", "20000 100000");

        assertEquals(0.2, tree.read().quotaCpus());
        assertEquals(1, tree.read().spinningLanes());
    }

    @Test
    void shouldTakeTheSmallestQuotaWhenSeveralGroupsHaveOne()
    {
        tree.cgroup("0::/kubepods/pod42/app").file("/proc/self/mountinfo", FakeTree.V2_MOUNT)
                .file("/sys/fs/cgroup/kubepods/cpu.max", "600000 100000")
                .file("/sys/fs/cgroup/kubepods/pod42/cpu.max", "150000 50000")
                .file("/sys/fs/cgroup/kubepods/pod42/app/cpu.max", "max 100000");

        assertEquals(3, tree.read().quotaCpus());
    }

    @Test
    void shouldFindNoQuotaWhenNoneIsSet()
    {
        tree.cgroup("0::/app").file("/sys/fs/cgroup/app/cpu.max", "max 100000");

        assertEquals(Double.POSITIVE_INFINITY, tree.read().quotaCpus());
        assertEquals(8, tree.read().spinningLanes());
    }

    @Test
    void shouldReadVersionOneWhenTheMountHoldsTheContainersPartOnly()
    {
        tree.cgroup("11:cpuset:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n0::/")
                .file("/proc/self/mountinfo", """
                        33 31 0:30 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
                        35 31 0:32 /docker/abc /sys/fs/cgroup/cpuset ro - cgroup cgroup rw,cpuset
                        """).file(V1_CPU + "/cpu.cfs_quota_us", "250000").file(V1_CPU + "/cpu.cfs_period_us", "100000")
                .file("/sys/fs/cgroup/cpuset/cpuset.effective_cpus", "3-6");

        CpuTopology topology = tree.read();

        assertEquals(2.5, topology.quotaCpus());
        assertEquals("3-6", topology.ids());
        assertEquals(2, topology.spinningLanes());
    }

    @Test
    void shouldWalkUpWhenVersionOneLimitsAParent()
    {
        tree.cgroup("4:cpu:/slice/app\n3:cpuset:/slice/app")
                .file("/sys/fs/cgroup/cpu/slice/app/cpu.cfs_quota_us", "-1")
                .file("/sys/fs/cgroup/cpu/slice/cpu.cfs_quota_us", "400000")
                .file("/sys/fs/cgroup/cpu/slice/cpu.cfs_period_us", "100000")
                .file("/sys/fs/cgroup/cpuset/slice/cpuset.cpus", "0-5");

        assertEquals(4, tree.read().quotaCpus());
        assertEquals("0-5", tree.read().ids());
    }

    @Test
    void shouldUseTheMountWhenTheProcessWasPutOutsideOfItsNamespace()
    {
        tree.cgroup("0::/../other").file("/proc/self/mountinfo", FakeTree.V2_MOUNT).file("/sys/fs/cgroup/cpu.max",
                "200000 100000");

        assertEquals(2, tree.read().quotaCpus());
    }

    @Test
    void shouldFollowTheMountWhenItIsNotInTheUsualPlace()
    {
        tree.cgroup("9:cpu:/\n0::/x").file("/proc/self/mountinfo",
                "41 31 0:39 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw").file(
                        "/sys/fs/cgroup/unified/x/cpu.max", "300000 100000");

        assertEquals(3, tree.read().quotaCpus());
    }

    @Test
    void shouldPassOverAQuotaWhenItMakesNoSense()
    {
        tree.cgroup("0::/").file("/sys/fs/cgroup/cpu.max", "100000 0");

        CpuTopology topology = tree.read();

        assertEquals(Double.POSITIVE_INFINITY, topology.quotaCpus());
        assertEquals(List.of("the CPU quota in /sys/fs/cgroup reads \"100000\" in \"0\" µs: passed over"),
                topology.notes());
    }
}
