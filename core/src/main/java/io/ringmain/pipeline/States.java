package io.ringmain.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.ringmain.engine.StageCode;
import io.ringmain.graph.Graph;
import io.ringmain.graph.Role;
import io.ringmain.graph.Stage;
import io.ringmain.state.SnapshotSink;
import io.ringmain.state.SnapshotSource;
import io.ringmain.state.Snapshottable;
import io.ringmain.state.StateHash;

/**
 * The stages of a pipeline that hold state. Live-only ones do not belong to it: a replay would not rebuild theirs. Nor do
 * those that are added while it runs. Cold path; used while nothing changes any state.
 */
final class States
{
    private final String pipeline;
    private final Map<String, Snapshottable> byStage = new TreeMap<>();
    /** Which member handles an event goes by its sequence, and after a recovery these count from another event. */
    private final Set<String> inPools = new TreeSet<>();

    States(Graph graph, Map<String, StageCode<?>> code)
    {
        pipeline = graph.name();
        for (Stage stage : graph.stages())
        {
            if (code.get(stage.name()).given() instanceof Snapshottable state && !stage.liveOnly())
            {
                byStage.put(stage.name(), state);
                if (stage.role() instanceof Role.Turn)
                {
                    inPools.add(stage.name());
                }
            }
        }
    }

    boolean isAny()
    {
        return !byStage.isEmpty();
    }

    String hash()
    {
        return StateHash.of(byStage);
    }

    void write(SnapshotSink sink) throws IOException
    {
        checkNoPool();
        for (Map.Entry<String, Snapshottable> state : byStage.entrySet())
        {
            sink.stage(state.getKey(), state.getValue());
        }
    }

    /** Throws when it would not fit; nothing is restored then. */
    void checkFits(SnapshotSource source)
    {
        checkNoPool();
        Set<String> unknown = new TreeSet<>(source.stages());
        unknown.removeAll(byStage.keySet());
        Set<String> missing = new TreeSet<>(byStage.keySet());
        missing.removeAll(source.stages());
        if (!unknown.isEmpty() || !missing.isEmpty())
        {
            throw new IllegalArgumentException("the snapshot does not fit pipeline \"" + pipeline + "\":" +
                    told(" it has the state of stages that the pipeline does not have, or has as live-only or without " +
                            "state: ", unknown) +
                    told(" it lacks the state of the stages: ", missing) +
                    " Was it taken of an older version? Replay from the first event, without a snapshot.");
        }
    }

    void read(SnapshotSource source) throws IOException
    {
        for (Map.Entry<String, Snapshottable> state : byStage.entrySet())
        {
            source.stage(state.getKey(), state.getValue());
        }
    }

    private void checkNoPool()
    {
        if (!inPools.isEmpty())
        {
            throw new IllegalStateException("pipeline \"" + pipeline + "\": members of a pool have state: " +
                    String.join(", ", inPools) +
                    "; which of them handles an event depends on where a run begins, so a " +
                    "snapshot would not be the state of a recovery; use sharded(…)");
        }
    }

    private static String told(String what, Set<String> stages)
    {
        return stages.isEmpty() ? "" : what + String.join(", ", stages) + ".";
    }
}
