package io.ringmain.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import io.ringmain.engine.RingUnit;
import io.ringmain.engine.StageCode;
import io.ringmain.graph.Graph;
import io.ringmain.graph.GraphException;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Stage;
import io.ringmain.lane.CpuTopology;
import io.ringmain.lane.PlacedLane;
import io.ringmain.lane.Placement;
import io.ringmain.lane.PlacementException;
import io.ringmain.lane.Unplaced;

/** Turns what was described into a graph and the code of its stages. Cold path, used once. */
final class Plan<E>
{
    private final PipelineBuilder<E> described;
    private final List<StageBuilder<?, ?>> rings = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, StageCode<?>> code = new LinkedHashMap<>();
    /** Stages without a lane; until they are placed, each stands on one of its own name. */
    private final Set<String> unplaced = new HashSet<>();

    Plan(PipelineBuilder<E> described)
    {
        this.described = described;
        rings.add(described);
        rings.addAll(described.others);
    }

    Pipeline<E> build()
    {
        rings.forEach(this::addStages);
        // whatever is wrong shows here, before anything is placed; a lane that is yet to be found stands for itself
        Graph unplaced = graph(stages, lanes(stages));
        Placement placement = place(unplaced);
        Graph placed = graph(onLanes(unplaced.stages(), placement), lanes(placement));
        List<RingUnit<?>> units = rings.stream().<RingUnit<?>>map(Plan::unit).toList();
        return new Pipeline<>(placed, placement, units, code, described);
    }

    private Graph graph(List<Stage> itsStages, List<Lane> itsLanes)
    {
        return new Graph(described.name, rings.stream()
                .map(ring -> new Ring(ring.name, ring.capacity, ring.singlePublisher)).toList(), itsStages, itsLanes);
    }

    private Placement place(Graph graph)
    {
        List<Unplaced> automatic = graph.stages().stream().filter(stage -> unplaced.contains(stage.name()))
                .map(stage -> new Unplaced(stage.name(), stage.ring(), Set.copyOf(stage.after()), true,
                        stage.role().group()))
                .toList();
        List<PlacedLane> manual = graph.lanes().stream().filter(lane -> !unplaced.contains(lane.name()))
                .map(lane -> PlacedLane.manual(lane.name(),
                        graph.stagesOf(lane.name()).stream().map(Stage::name).toList(), lane.idle(),
                        lane.cpu() == Lane.ANY_CPU ? OptionalInt.empty() : OptionalInt.of(lane.cpu())))
                .toList();
        CpuTopology cpus = CpuTopology.read();
        try
        {
            return Placement.plan(automatic, manual, described.idle, Placement.publisherCpus(cpus), cpus);
        }
        catch (PlacementException e)
        {
            throw new GraphException(described.name, e.problems());
        }
    }

    private static List<Stage> onLanes(List<Stage> stages, Placement placement)
    {
        Map<String, String> lanes = new HashMap<>();
        placement.lanes().forEach(lane -> lane.stages().forEach(stage -> lanes.put(stage, lane.name())));
        return stages.stream().map(stage -> stage.on(lanes.get(stage.name()))).toList();
    }

    private static List<Lane> lanes(Placement placement)
    {
        return placement.lanes().stream()
                .map(lane -> new Lane(lane.name(), lane.idle(), lane.cpu().orElse(Lane.ANY_CPU))).toList();
    }

    private <R> void addStages(StageBuilder<R, ?> ring)
    {
        for (StageDraft<R> draft : ring.drafts)
        {
            for (StageDraft.Member<R> member : draft.members)
            {
                String lane = draft.laneOf(member);
                if (lane == null)
                {
                    unplaced.add(member.name());
                }
                stages.add(new Stage(member.name(), ring.name, resolve(ring, draft.after),
                        lane == null ? member.name() : lane, member.role(), draft.onFailure, draft.timeoutNs,
                        draft.liveOnly));
                code.put(member.name(), member.code());
            }
        }
    }

    /** The name of a sharded stage or of a pool stands for all its members. */
    private static List<String> resolve(StageBuilder<?, ?> ring, List<String> after)
    {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        ring.drafts.forEach(draft -> groups.put(draft.name, draft.members.stream().map(StageDraft.Member::name)
                .toList()));
        return after.stream().flatMap(name -> groups.getOrDefault(name, List.of(name)).stream()).distinct().toList();
    }

    private List<Lane> lanes(List<Stage> itsStages)
    {
        Set<Lane> all = new LinkedHashSet<>();
        rings.forEach(ring -> all.addAll(ring.lanes));
        Set<String> withPolicy = all.stream().map(Lane::name).collect(Collectors.toSet());
        itsStages.stream().map(Stage::lane).distinct().filter(lane -> !withPolicy.contains(lane))
                .forEach(lane -> all.add(new Lane(lane, described.idle, Lane.ANY_CPU)));
        return List.copyOf(all);
    }

    private static <R> RingUnit<R> unit(StageBuilder<R, ?> ring)
    {
        return new RingUnit<>(ring.name, ring.capacity, ring.events.apply(ring.capacity), ring.singlePublisher);
    }
}
