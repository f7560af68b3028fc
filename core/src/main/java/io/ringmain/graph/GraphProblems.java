package io.ringmain.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.ringmain.failure.FailurePolicy;

/** Everything but cycles that can be wrong with a graph; cycles show when it is sorted. */
final class GraphProblems
{
    /** The stamps of a ring are eight longs a slot, in one array. */
    private static final int MAX_CAPACITY = 1 << 27;

    private final List<Ring> rings;
    private final List<Stage> stages;
    private final List<Lane> lanes;
    private final List<String> problems = new ArrayList<>();

    private GraphProblems(List<Ring> rings, List<Stage> stages, List<Lane> lanes)
    {
        this.rings = rings;
        this.stages = stages;
        this.lanes = lanes;
    }

    static List<String> find(List<Ring> rings, List<Stage> stages, List<Lane> lanes)
    {
        GraphProblems search = new GraphProblems(rings, stages, lanes);
        search.findInRings();
        search.findInStages();
        search.findInLanes();
        return search.problems;
    }

    private void findInRings()
    {
        Set<String> names = new HashSet<>();
        for (Ring ring : rings)
        {
            String its = rings.size() == 1 ? "" : "ring \"" + ring.name() + "\": ";
            int capacity = ring.capacity();
            if (capacity < 2 || Integer.bitCount(capacity) != 1)
            {
                problems.add(its + "capacity is " + capacity + ": it must be a power of two of at least 2" +
                        (capacity > 2 && capacity < 1 << 30
                                ? ", such as " + (Integer.highestOneBit(capacity) << 1)
                                : ""));
            }
            else if (capacity > MAX_CAPACITY)
            {
                problems.add(its + "capacity is " + capacity + ": it can be " + MAX_CAPACITY + " at most");
            }
            if (stages.stream().noneMatch(stage -> stage.ring().equals(ring.name())))
            {
                problems.add(rings.size() == 1
                        ? "it has no stage: nothing would take events out of the ring"
                        : "ring \"" + ring.name() + "\" has no stage: nothing would take events out of it");
            }
            List<String> fillers = stages.stream().filter(stage -> Objects.equals(stage.into(), ring.name()))
                    .map(Stage::name).toList();
            if (ring.singlePublisher() && fillers.size() > 1)
            {
                problems.add(its + "it was described as having a single publisher, but " + fillers.size() +
                        " stages fill it: " + String.join(", ", fillers) + "; leave out singlePublisher()");
            }
            if (!names.add(ring.name()))
            {
                problems.add("two rings are named \"" + ring.name() + "\"");
            }
        }
    }

    private void findInStages()
    {
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
            stage.after().forEach(before -> findInEdge(stage, before));
            findInPolicy(stage, stage.onFailure());
            findInMuting(stage);
            if (stage.into() != null && rings.stream().noneMatch(ring -> ring.name().equals(stage.into())))
            {
                problems.add(quote(stage) + " emits into ring \"" + stage.into() + "\", which belongs to another " +
                        "pipeline; describe it with ring(...) of this one");
            }
        }
    }

    private void findInEdge(Stage stage, String before)
    {
        List<Stage> found = stages.stream().filter(other -> other.name().equals(before)).toList();
        if (found.isEmpty())
        {
            problems.add(quote(stage) + " comes after \"" + before + "\", which does not exist; there are: " +
                    stages.stream().filter(other -> other.ring().equals(stage.ring()))
                            .map(other -> '"' + other.name() + '"').collect(Collectors.joining(", ")));
        }
        else if (!Objects.equals(found.get(0).ring(), stage.ring()))
        {
            problems.add(quote(stage) + " of ring \"" + stage.ring() + "\" comes after \"" + before + "\" of ring \"" +
                    found.get(0).ring() + "\"; a stage can wait for stages of its own ring only");
        }
    }

    private void findInPolicy(Stage stage, FailurePolicy<?> policy)
    {
        if (stage.batching() && !(policy instanceof FailurePolicy.Halt))
        {
            problems.add(quote(stage) + " batches, so a failure concerns events that it took before: it can only halt");
        }
        if (stage.role() instanceof Role.Emit && policy instanceof FailurePolicy.Rewind)
        {
            problems.add(quote(stage) + " emits, and would emit twice when it rewinds; use retry");
        }
        if (policy instanceof FailurePolicy.Retry<?> retry)
        {
            if (retry.times() < 1 || retry.firstPause().isNegative())
            {
                problems.add(quote(stage) + " retries " + retry.times() + " times after " + retry.firstPause() +
                        ": it must be at least once, after no negative pause");
            }
            if (retry.then() instanceof FailurePolicy.Retry || retry.then() instanceof FailurePolicy.Rewind)
            {
                problems.add(quote(stage) + " retries, then " + name(retry.then()) +
                        "s: after the last retry it can halt, skip or dead-letter");
            }
        }
        if (policy instanceof FailurePolicy.Rewind<?> rewind && (rewind.times() < 1 || rewind.pause().isNegative()))
        {
            problems.add(quote(stage) + " rewinds " + rewind.times() + " times after " + rewind.pause() +
                    ": it must be at least once, after no negative pause");
        }
        if (stage.timeoutNs() < 0)
        {
            problems.add(quote(stage) + " has a timeout of " + stage.timeoutNs() + " ns: it must not be negative");
        }
    }

    /** A replay must show the stages behind what they saw live. */
    private void findInMuting(Stage stage)
    {
        List<String> behind = stages.stream().filter(other -> other.after().contains(stage.name())).map(Stage::name)
                .toList();
        if (stage.liveOnly() && stage.role() instanceof Role.Filter)
        {
            problems.add(
                    quote(stage) + " is a filter and live-only: muted in a replay, it would let pass what it drops " +
                            "live; leave out liveOnly()");
        }
        else if (stage.liveOnly() && stage.dropping() && !behind.isEmpty())
        {
            problems.add(quote(stage) +
                    " is live-only and drops events that it fails on: muted in a replay, it would " +
                    "let them pass to " + String.join(", ", behind) + "; let it halt, or let nothing come after it");
        }
    }

    private void findInLanes()
    {
        Set<String> laneNames = new HashSet<>();
        Set<String> used = stages.stream().map(Stage::lane).collect(Collectors.toSet());
        for (Lane lane : lanes)
        {
            if (!laneNames.add(lane.name()))
            {
                problems.add("lane \"" + lane.name() + "\" is described twice, with different idle policies or CPUs");
            }
            if (!used.contains(lane.name()))
            {
                problems.add("lane \"" + lane.name() + "\" runs no stage");
            }
        }
        for (Stage stage : stages)
        {
            if (!laneNames.contains(stage.lane()))
            {
                problems.add(quote(stage) + " runs on lane \"" + stage.lane() + "\", which is not declared");
            }
        }
    }

    private static String name(FailurePolicy<?> policy)
    {
        return policy instanceof FailurePolicy.Retry ? "retrie" : "rewind";
    }

    private static String quote(Stage stage)
    {
        return "stage \"" + stage.name() + "\"";
    }
}
