package io.ringmain.lane;

import java.util.List;

/**
 * How many threads can spin, and how many lanes do.
 *
 * @param all            threads that can spin at once, isolated CPUs included
 * @param shared         CPUs that the scheduler fills by itself: lanes that are not pinned get no others
 * @param spinning       lanes that spin
 * @param spinningShared those of them that are not pinned to an isolated CPU
 */
record SpinRoom(int all, int shared, int spinning, int spinningShared)
{
    static SpinRoom of(List<PlacedLane> lanes, CpuTopology topology)
    {
        List<PlacedLane> spinning = lanes.stream().filter(lane -> lane.idle().spins()).toList();
        long isolated = spinning.stream().filter(lane -> lane.cpu().isPresent())
                .filter(lane -> topology.cpu(lane.cpu().getAsInt()).filter(Cpu::isolated).isPresent()).count();
        long shared = topology.cpus().stream().filter(cpu -> !cpu.isolated()).count();
        return new SpinRoom(topology.spinningLanes(), (int) shared, spinning.size(),
                (int) (spinning.size() - isolated));
    }

    /** How many more may spin without being pinned; negative when there are too many already. */
    int left()
    {
        return Math.min(all - spinning, shared - spinningShared);
    }
}
