package io.ringmain.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which stage runs on which lane, and which lane on which CPU. A plan: nothing is started or pinned by it. The same input
 * gives the same plan.
 *
 * @param topology the CPUs that it was made for
 * @param lanes    the manual ones as declared, then the automatic ones in topological order
 * @param warnings what will cost time when the plan runs, for people; see {@link LaneReport}
 */
public record Placement(CpuTopology topology, List<PlacedLane> lanes, List<String> warnings)
{
    /** Copies the lists. */
    public Placement
    {
        lanes = List.copyOf(lanes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Gives every stage a lane. Lanes that spin are never more than {@link CpuTopology#spinningLanes()}, less those for the
     * publishers: neighbouring stages are fused until they fit. Two things are stronger than that: manual lanes stay as they
     * are declared, and a stage needs some lane, so there is at least one automatic lane when there are stages for it; then
     * {@link #warnings()} says so. Automatic lanes are not pinned, and one that never spins takes no CPU from the budget.
     *
     * @param stages        that have no lane yet, in topological order
     * @param manual        the lanes that the user declared
     * @param automatic     the idle policy of the lanes to make
     * @param publisherCpus CPUs to leave for publishers, see {@link #publisherCpus(CpuTopology)}
     * @param topology      the CPUs that this process may use
     * @return the plan
     * @throws PlacementException with everything that is wrong: a CPU that this process may not use, a stage or a name
     *                            given twice, a lane without a stage
     */
    public static Placement plan(List<Unplaced> stages, List<PlacedLane> manual, IdlePolicy automatic,
            int publisherCpus, CpuTopology topology)
    {
        List<String> problems = PlacementProblems.find(stages, manual, publisherCpus, topology);
        if (!problems.isEmpty())
        {
            throw new PlacementException(problems);
        }
        int budget = automatic.spins()
                ? Math.max(1, SpinRoom.of(manual, topology).left() - publisherCpus)
                : Integer.MAX_VALUE;
        List<List<Unplaced>> groups = LaneFusion.fuse(stages, budget);
        List<PlacedLane> lanes = new ArrayList<>(manual);
        Set<String> names = new HashSet<>(manual.stream().map(PlacedLane::name).toList());
        for (List<Unplaced> group : groups)
        {
            List<String> members = group.stream().map(Unplaced::stage).toList();
            lanes.add(new PlacedLane(name(members, names), members, automatic, OptionalInt.empty(), false));
        }
        return new Placement(topology, lanes, PlacementWarnings.find(groups, lanes, publisherCpus, topology));
    }

    /**
     * How many CPUs to leave for publishers when nobody says: one, if there is more than one to spin on.
     *
     * @param topology the CPUs that this process may use
     * @return 0 or 1
     */
    public static int publisherCpus(CpuTopology topology)
    {
        return topology.spinningLanes() > 1 ? 1 : 0;
    }

    /** The stage's own name, or {@code first..last}; a manual lane may have taken that. */
    private static String name(List<String> stages, Set<String> taken)
    {
        String first = stages.get(0);
        String plain = stages.size() == 1 ? first : first + ".." + stages.get(stages.size() - 1);
        String name = plain;
        for (int i = 2; !taken.add(name); i++)
        {
            name = plain + "#" + i;
        }
        return name;
    }
}
