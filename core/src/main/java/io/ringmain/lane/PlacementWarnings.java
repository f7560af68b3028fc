package io.ringmain.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a plan will pay for when it runs. Each warning names the lanes, the CPUs and the price. */
final class PlacementWarnings
{
    private PlacementWarnings()
    {}

    /** Groups are the stages of the automatic lanes. */
    static List<String> find(List<List<Unplaced>> groups, List<PlacedLane> lanes, int publisherCpus,
            CpuTopology topology)
    {
        List<String> warnings = new ArrayList<>();
        crowded(lanes, publisherCpus, topology, warnings);
        if (topology.quotaCpus() < 1)
        {
            warnings.add("the CPU quota is " + topology.quotaText() + ": a lane that spins uses it up, and then the " +
                    "whole process stands still until the next period; raise it to 1 or more");
        }
        for (List<Unplaced> group : groups)
        {
            group.stream().filter(stage -> group.size() > 1 && !stage.fusable())
                    .forEach(stage -> warnings.add("stage \"" + stage.stage() + "\" should have a thread of its own, " +
                            "but shares one for want of CPUs: declare a lane for it that parks"));
        }
        List<Pinned> pinned = lanes.stream().filter(lane -> lane.cpu().isPresent())
                .map(lane -> new Pinned(lane, topology.cpu(lane.cpu().getAsInt()).orElseThrow())).toList();
        neighbours(pinned, warnings);
        farApart(pinned, warnings);
        return warnings;
    }

    private static void crowded(List<PlacedLane> lanes, int publisherCpus, CpuTopology topology, List<String> warnings)
    {
        SpinRoom room = SpinRoom.of(lanes, topology);
        if (room.spinning() > room.all())
        {
            List<String> names = lanes.stream().filter(lane -> lane.idle().spins()).map(PlacedLane::name).toList();
            warnings.add(room.spinning() + " lanes spin (" + String.join(", ", names) + "), but only " + room.all() +
                    " can at once: they take the CPU from each other; let some park, or put their stages on fewer lanes");
        }
        else if (room.left() < 0)
        {
            warnings.add(room.spinningShared() + " lanes spin without being pinned to an isolated CPU, but only " +
                    CpuTopology.counted(room.shared(), "CPU") + " can take them: pin more of them");
        }
        else if (room.left() < publisherCpus)
        {
            warnings.add("of the CPUs on which " + room.all() + " threads can spin, lanes that spin leave " +
                    room.left() + " for publishers instead of " + publisherCpus);
        }
    }

    private static void neighbours(List<Pinned> pinned, List<String> warnings)
    {
        for (int i = 0; i < pinned.size(); i++)
        {
            for (int j = i + 1; j < pinned.size(); j++)
            {
                Pinned a = pinned.get(i);
                Pinned b = pinned.get(j);
                if (a.cpu.id() == b.cpu.id())
                {
                    warnings.add("lanes " + a.lane.name() + " and " + b.lane.name() + " are both pinned to CPU " +
                            a.cpu.id() + ": only one of them runs at a time");
                }
                else if (a.cpu.core() == b.cpu.core() && a.cpu.core() != Cpu.UNKNOWN)
                {
                    warnings.add("lanes " + a + " and " + b + " are pinned to SMT siblings: they share one core and " +
                            "slow each other down");
                }
            }
        }
    }

    private static void farApart(List<Pinned> pinned, List<String> warnings)
    {
        Function<Pinned, Integer> node = lane -> lane.cpu.node();
        if (pinned.stream().map(node).filter(number -> number != Cpu.UNKNOWN).distinct().count() > 1)
        {
            warnings.add("lanes are pinned to different NUMA nodes: " + String.join(", ",
                    pinned.stream().map(lane -> lane + " on node " + node.apply(lane)).toList()) +
                    "; every event they hand over crosses between sockets or dies");
        }
    }

    private record Pinned(PlacedLane lane, Cpu cpu)
    {
        @Override
        public String toString()
        {
            return lane.name() + " (CPU " + cpu.id() + ")";
        }
    }
}
