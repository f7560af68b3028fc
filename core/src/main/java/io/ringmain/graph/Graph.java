package io.ringmain.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stages of one ring and the lanes that run them, known to be valid: names are unique, every {@code after} exists,
 * nothing waits for itself. Stages stand in an order in which each comes after all that it depends on.
 *
 * @param name     the pipeline's
 * @param capacity slots of the ring, a power of two
 * @param stages   in topological order; as declared where that leaves a choice
 * @param lanes    each runs at least one stage
 */
public record Graph(String name, int capacity, List<Stage> stages, List<Lane> lanes)
{
    /** Sorts and validates; throws {@link GraphException} with all problems at once. */
    public Graph
    {
        List<String> problems = new ArrayList<>(GraphProblems.find(capacity, stages, lanes));
        List<Stage> sorted = sort(stages, problems);
        if (!problems.isEmpty())
        {
            throw new GraphException(name, problems);
        }
        stages = List.copyOf(sorted);
        lanes = List.copyOf(lanes);
    }

    /**
     * The stages of one lane.
     *
     * @param lane its name
     * @return in topological order
     */
    public List<Stage> stagesOf(String lane)
    {
        return stages.stream().filter(stage -> stage.lane().equals(lane)).toList();
    }

    /**
     * The stages that no other comes after: when these have handled an event, it has left the ring.
     *
     * @return at least one
     */
    public List<Stage> lastStages()
    {
        return stages.stream().filter(stage -> stages.stream().noneMatch(other -> other.after().contains(stage.name())))
                .toList();
    }

    /**
     * A table for people: each stage, what it comes after, its lane.
     *
     * @return lines that end with a line feed
     */
    public String text()
    {
        return GraphDrawing.text(this);
    }

    /**
     * A flowchart in the Mermaid language, which GitHub draws.
     *
     * @return lines that end with a line feed
     */
    public String mermaid()
    {
        return GraphDrawing.mermaid(this);
    }

    /** Takes, again and again, the first stage all of whose predecessors are taken; what is left forms cycles. */
    private static List<Stage> sort(List<Stage> declared, List<String> problems)
    {
        Map<String, Stage> sorted = new LinkedHashMap<>();
        List<Stage> left = new ArrayList<>(declared);
        Set<String> known = declared.stream().map(Stage::name).collect(Collectors.toSet());
        boolean progress = true;
        while (!left.isEmpty() && progress)
        {
            progress = false;
            for (int i = 0; i < left.size(); i++)
            {
                Stage candidate = left.get(i);
                // an unknown name is a problem of its own
                if (candidate.after().stream().allMatch(name -> sorted.containsKey(name) || !known.contains(name)))
                {
                    Stage stage = left.remove(i);
                    sorted.put(stage.name(), stage);
                    progress = true;
                    break;
                }
            }
        }
        if (!left.isEmpty())
        {
            problems.add("these stages wait for each other in a cycle: " +
                    String.join(", ", left.stream().map(Stage::name).toList()));
        }
        return List.copyOf(sorted.values());
    }
}
