package io.ringmain.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rings of a pipeline, their stages, and the lanes that run them, known to be valid: names are unique, every
 * {@code after} exists, nothing waits for itself. Stages stand in an order in which each comes after all that it depends
 * on, those that fill its ring included.
 *
 * @param name   the pipeline's
 * @param rings  the first is the one that the pipeline's own publisher fills
 * @param stages in topological order; as declared where that leaves a choice
 * @param lanes  each runs at least one stage
 */
public record Graph(String name, List<Ring> rings, List<Stage> stages, List<Lane> lanes)
{
    /** Sorts and validates; throws {@link GraphException} with all problems at once. */
    public Graph
    {
        List<String> problems = new ArrayList<>(GraphProblems.find(rings, stages, lanes));
        List<Stage> sorted = sort(stages, problems);
        if (!problems.isEmpty())
        {
            throw new GraphException(name, problems);
        }
        rings = List.copyOf(rings);
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
     * One stage.
     *
     * @param stage its name
     * @return it
     */
    public Stage stage(String stage)
    {
        return stages.stream().filter(candidate -> candidate.name().equals(stage)).findFirst().orElseThrow();
    }

    /**
     * All stages that an event has passed before it reaches one.
     *
     * @param stage its name
     * @return names, without its own
     */
    public Set<String> ancestors(String stage)
    {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> unvisited = new ArrayDeque<>(stage(stage).after());
        while (!unvisited.isEmpty())
        {
            String before = unvisited.remove();
            if (found.add(before))
            {
                unvisited.addAll(stage(before).after());
            }
        }
        return found;
    }

    /**
     * The rings in the order in which they run dry: each after those whose stages fill it.
     *
     * @return all of them
     */
    public List<Ring> drainOrder()
    {
        Map<String, Ring> ordered = new LinkedHashMap<>();
        Map<String, Ring> byName = new HashMap<>();
        rings.forEach(ring -> byName.put(ring.name(), ring));
        stages.forEach(stage -> ordered.putIfAbsent(stage.ring(), byName.get(stage.ring())));
        return List.copyOf(ordered.values());
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
                // an unknown name is a problem of its own
                if (before(left.get(i), declared).stream()
                        .allMatch(name -> sorted.containsKey(name) || !known.contains(name)))
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

    /** What a stage comes after, and, at the head of a ring, the stages that fill it. */
    private static List<String> before(Stage stage, List<Stage> all)
    {
        return stage.after().isEmpty()
                ? all.stream().filter(other -> Objects.equals(other.into(), stage.ring())).map(Stage::name).toList()
                : stage.after();
    }
}
