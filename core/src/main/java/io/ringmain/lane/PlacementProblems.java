package io.ringmain.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a plan impossible. */
final class PlacementProblems
{
    private PlacementProblems()
    {}

    static List<String> find(List<Unplaced> stages, List<PlacedLane> manual, int publisherCpus, CpuTopology topology)
    {
        List<String> problems = new ArrayList<>();
        if (publisherCpus < 0)
        {
            problems.add(publisherCpus + " CPUs are to be left for publishers: give 0 or more");
        }
        Set<String> names = new HashSet<>();
        Set<String> placed = new HashSet<>();
        for (PlacedLane lane : manual)
        {
            if (!names.add(lane.name()))
            {
                problems.add("two lanes are named \"" + lane.name() + "\"");
            }
            if (lane.stages().isEmpty())
            {
                problems.add("lane \"" + lane.name() + "\" runs no stage");
            }
            if (lane.cpu().isPresent() && topology.cpu(lane.cpu().getAsInt()).isEmpty())
            {
                problems.add("lane \"" + lane.name() + "\" asks for CPU " + lane.cpu().getAsInt() +
                        ", which this process may not use; it may use: " + topology.ids());
            }
            for (String stage : lane.stages())
            {
                if (!placed.add(stage))
                {
                    problems.add("stage \"" + stage + "\" of lane \"" + lane.name() + "\" is placed twice");
                }
            }
        }
        for (Unplaced stage : stages)
        {
            if (!placed.add(stage.stage()))
            {
                problems.add("stage \"" + stage.stage() + "\" is placed twice");
            }
        }
        return problems;
    }
}
