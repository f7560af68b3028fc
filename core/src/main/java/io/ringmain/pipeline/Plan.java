package io.ringmain.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.lmax.disruptor.EventHandler;

import io.ringmain.engine.RingUnit;
import io.ringmain.engine.StageCode;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Lane;
import io.ringmain.graph.Ring;
import io.ringmain.graph.Stage;

/** Turns what was described into a graph and the code of its stages. Cold path, used once. */
final class Plan<E>
{
    private final PipelineBuilder<E> described;
    private final List<StageBuilder<?, ?>> rings = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, StageCode<?>> code = new LinkedHashMap<>();

    Plan(PipelineBuilder<E> described)
    {
        this.described = described;
        rings.add(described);
        rings.addAll(described.others);
    }

    Pipeline<E> build()
    {
        rings.forEach(this::addStages);
        Graph graph = new Graph(described.name,
                rings.stream().map(ring -> new Ring(ring.name, ring.capacity, ring.singlePublisher)).toList(), stages,
                lanes());
        List<RingUnit<?>> units = rings.stream().<RingUnit<?>>map(this::unit).toList();
        return new Pipeline<>(graph, units, code, described);
    }

    private <R> void addStages(StageBuilder<R, ?> ring)
    {
        for (StageDraft<R> draft : ring.drafts)
        {
            for (StageDraft.Member<R> member : draft.members)
            {
                String lane = draft.laneOf(member);
                stages.add(new Stage(member.name(), ring.name, resolve(ring, draft.after),
                        lane == null ? member.name() : lane, member.role(), draft.onFailure, draft.timeoutNs,
                        draft.liveOnly));
                code.put(member.name(),
                        described.replaying && draft.liveOnly ? muted(member.code()) : member.code());
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

    private List<Lane> lanes()
    {
        Set<Lane> all = new LinkedHashSet<>();
        rings.forEach(ring -> all.addAll(ring.lanes));
        Set<String> withPolicy = all.stream().map(Lane::name).collect(Collectors.toSet());
        stages.stream().map(Stage::lane).distinct().filter(lane -> !withPolicy.contains(lane))
                .forEach(lane -> all.add(new Lane(lane, described.idle, Lane.ANY_CPU)));
        return List.copyOf(all);
    }

    private <R> RingUnit<R> unit(StageBuilder<R, ?> ring)
    {
        return new RingUnit<>(ring.name, ring.capacity, ring.events, ring.singlePublisher);
    }

    private static StageCode<?> muted(StageCode<?> live)
    {
        if (live instanceof StageCode.Filtering)
        {
            return new StageCode.Filtering<>(event -> true);
        }
        if (live instanceof StageCode.Mapping)
        {
            return new StageCode.Mapping<>((event, sequence, out) ->
            {
                // emits nothing
            });
        }
        return live instanceof StageCode.OfKeys<?> shard ? muted(shard) : new StageCode.Handling<>(new Muted());
    }

    private static <E> StageCode<E> muted(StageCode.OfKeys<E> shard)
    {
        return new StageCode.OfKeys<>(new Muted(), shard.key());
    }

    /** Stands in for a live-only stage in a replay. */
    private static final class Muted implements EventHandler<Object>
    {
        @Override
        public void onEvent(Object event, long sequence, boolean endOfBatch)
        {
            // acts on nothing
        }
    }
}
