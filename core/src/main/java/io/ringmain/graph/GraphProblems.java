package io.ringmain.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything but cycles that can be wrong with a graph; cycles show when it is sorted. */
final class GraphProblems
{
    private GraphProblems()
    {}

    static List<String> find(int capacity, List<Stage> stages, List<Lane> lanes)
    {
        List<String> problems = new ArrayList<>();
        if (capacity < 2 || Integer.bitCount(capacity) != 1)
        {
            problems.add("capacity is " + capacity + ": it must be a power of two of at least 2" +
                    (capacity > 2 && capacity < 1 << 30 ? ", such as " + (Integer.highestOneBit(capacity) << 1) : ""));
        }
        if (stages.isEmpty())
        {
            problems.add("it has no stage: nothing would take events out of the ring");
        }
        Set<String> names = new HashSet<>();
        for (Stage stage : stages)
        {
            if (stage.name().isBlank())
            {
                problems.add("a stage has a blank name");
            }
            if (!names.add(stage.name()))
            {
                problems.add("two stages are named \"" + stage.name() + "\"");
            }
        }
        for (Stage stage : stages)
        {
            for (String before : stage.after())
            {
                if (!names.contains(before))
                {
                    problems.add("stage \"" + stage.name() + "\" comes after \"" + before +
                            "\", which does not exist; there are: " + quoted(stages));
                }
            }
        }
        Set<String> laneNames = new HashSet<>();
        for (Lane lane : lanes)
        {
            if (!laneNames.add(lane.name()))
            {
                problems.add("lane \"" + lane.name() + "\" is given two idle policies");
            }
        }
        Set<String> used = new HashSet<>();
        for (Stage stage : stages)
        {
            used.add(stage.lane());
            if (!laneNames.contains(stage.lane()))
            {
                problems.add(
                        "stage \"" + stage.name() + "\" runs on lane \"" + stage.lane() + "\", which is not declared");
            }
        }
        for (Lane lane : lanes)
        {
            if (!used.contains(lane.name()))
            {
                problems.add("lane \"" + lane.name() + "\" runs no stage");
            }
        }
        return problems;
    }

    private static String quoted(List<Stage> stages)
    {
        return String.join(", ", stages.stream().map(stage -> '"' + stage.name() + '"').toList());
    }
}
