package io.ringmain.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTopologyTest
{
    @TempDir
    private Path root;

    @Test
    void shouldTellCoresSocketsAndNodesWhenOnBareMetalWithSmtAndTwoNodes()
    {
        FakeTree tree = new FakeTree(root).mask("0-7").cgroup("0::/user.slice")
                .file("/sys/devices/system/cpu/online", "0-7").file("/sys/devices/system/cpu/isolated", "")
                .file("/sys/devices/system/node/node0/cpulist", "0-1,4-5")
                .file("/sys/devices/system/node/node1/cpulist", "2-3,6-7");
        for (int cpu = 0; cpu < 8; cpu++)
        {
            tree.cpu(cpu, cpu % 4 + "," + (cpu % 4 + 4), cpu % 4 / 2);
        }

        CpuTopology topology = tree.read();

        assertEquals(List.of(), topology.notes());
        assertEquals(Optional.of(new Cpu(5, 1, 0, 0, false)), topology.cpu(5));
        assertEquals(Optional.of(new Cpu(6, 2, 1, 1, false)), topology.cpu(6));
        assertEquals("8 CPUs (0-7) on 4 cores, 2 NUMA nodes; 8 threads can spin", topology.text());
    }

    @Test
    void shouldTakeTheMaskWhenTasksetNarrowsIt()
    {
        CpuTopology topology = new FakeTree(root).plainCpus(8).mask("2-3,6").read();

        assertEquals("2-3,6", topology.ids());
        assertEquals(3, topology.spinningLanes());
    }

    @Test
    void shouldLeaveOutOfflineCpusWhenTheMaskNamesEveryPossibleOne()
    {
        CpuTopology topology = new FakeTree(root).plainCpus(2).mask("0-127").read();

        assertEquals("0-1", topology.ids());
        assertEquals(List.of(), topology.notes());
    }

    @Test
    void shouldTakeTheCpusetWhenItIsNarrowerThanTheMask()
    {
        CpuTopology topology = new FakeTree(root).plainCpus(8).mask("0-7").cgroup("0::/box")
                .file("/proc/self/mountinfo", FakeTree.V2_MOUNT)
                .file("/sys/fs/cgroup/box/cpuset.cpus.effective", "4-5").read();

        assertEquals("4-5", topology.ids());
    }

    @Test
    void shouldPassOverTheCpusetWhenItContradictsTheMask()
    {
        CpuTopology topology = new FakeTree(root).plainCpus(4).mask("0-1").cgroup("0::/")
                .file("/sys/fs/cgroup/cpuset.cpus.effective", "2-3").read();

        assertEquals("0-1", topology.ids());
        assertEquals(List.of("the cpuset names CPUs 2-3, but this process may use 0-1: passed over"), topology.notes());
    }

    @Test
    void shouldOfferIsolatedCpusWhenTheCpusetHoldsThemThoughTheMaskDoesNot()
    {
        FakeTree tree = new FakeTree(root).plainCpus(4).mask("0-1").cgroup("0::/")
                .file("/sys/devices/system/cpu/isolated", "2-3").file("/sys/fs/cgroup/cpuset.cpus.effective", "0-3");

        CpuTopology topology = new TopologyReader(tree.files(), 2).read();

        assertEquals("4 CPUs (0-3) on 4 cores, 1 NUMA node; isolated: 2-3; 4 threads can spin", topology.text());
        assertEquals(Optional.of(new Cpu(3, 3, 0, 0, true)), topology.cpu(3));
    }

    @Test
    void shouldNotOfferTheIsolatedCpusOfItsHostWhenInAContainer()
    {
        CpuTopology topology = new FakeTree(root).plainCpus(4).mask("0-1")
                .file("/sys/devices/system/cpu/isolated", "2-3").read();

        assertEquals("0-1", topology.ids());
    }

    @Test
    void shouldSayWhatIsUnknownWhenSysIsMissing()
    {
        CpuTopology topology = new FakeTree(root).mask("0-3").read();

        assertEquals("0-3", topology.ids());
        assertEquals(Optional.of(new Cpu(2, Cpu.UNKNOWN, Cpu.UNKNOWN, Cpu.UNKNOWN, false)), topology.cpu(2));
        assertEquals(List.of("/sys/devices/system/cpu/cpu*/topology cannot be read: which CPUs share a core is unknown",
                "/sys/devices/system/node cannot be read: which memory is near to which CPU is unknown"),
                topology.notes());
    }

    @Test
    void shouldTakeWhatTheJvmCountsWhenNotOnLinux()
    {
        CpuTopology topology = new TopologyReader(new FakeTree(root).files(), 3).read();

        assertEquals("3 CPUs (0-2); 3 threads can spin", topology.text());
        assertEquals("/proc/self/status does not say which CPUs this process may use: took the 3 that the JVM counts",
                topology.notes().get(0));
    }

    @Test
    void shouldNotThrowWhenEveryFileIsDamaged()
    {
        FakeTree tree = new FakeTree(root).mask("what").cgroup("no colons\n1:2\n0::/a/../..\u0000")
                .file("/proc/self/mountinfo", "- - -\n\n1 2 3 - cgroup2").file("/sys/devices/system/cpu/online", "1-0")
                .file("/sys/devices/system/cpu/isolated", "9999999999").file("/sys/fs/cgroup/cpu.max", "a b c")
                .file("/sys/fs/cgroup/cpuset.cpus.effective", "0-99999999").cpu(0, "-", 0)
                .file("/sys/devices/system/cpu/cpu0/topology/physical_package_id", "x")
                .file("/sys/devices/system/node/node0x/cpulist", "0")
                .file("/sys/devices/system/node/node1", "no folder");

        CpuTopology topology = new TopologyReader(tree.files(), 1).read();

        assertEquals(1, topology.spinningLanes());
        assertEquals(9, topology.notes().size(), topology.notes()::toString);
    }

    @Test
    void shouldHeedTheJvmWhenItWasToldToUseFewerCpus()
    {
        FakeTree tree = new FakeTree(root).plainCpus(8).mask("0-7");

        CpuTopology topology = new TopologyReader(tree.files(), 2).read();

        assertEquals("8 CPUs (0-7) on 8 cores, 1 NUMA node; the JVM was told to use 2; 2 threads can spin",
                topology.text());
    }

    @Test
    void shouldFindThisMachineWhenItReadsTheRealFiles()
    {
        CpuTopology topology = CpuTopology.read();

        assertTrue(topology.spinningLanes() >= 1);
        assertTrue(topology.spinningLanes() <= topology.cpus().size());
        assertTrue(Runtime.getRuntime().availableProcessors() >= topology.spinningLanes());
    }
}
