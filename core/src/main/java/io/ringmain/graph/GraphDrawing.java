package io.ringmain.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.ringmain.failure.FailurePolicy;

/** A graph as text and as Mermaid. */
final class GraphDrawing
{
    private GraphDrawing()
    {}

    static String text(Graph graph)
    {
        int widest = graph.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
        List<String> sources = graph.stages().stream().map(stage -> sources(graph, stage)).toList();
        int widestSource = sources.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder();
        out.append(graph.name()).append(": ").append(String.join(", ", graph.rings().stream()
                .map(ring -> ring(graph, ring)).toList())).append(", ").append(graph.stages().size())
                .append(graph.stages().size() == 1 ? " stage on " : " stages on ").append(graph.lanes().size())
                .append(graph.lanes().size() == 1 ? " lane\n" : " lanes\n");
        for (int i = 0; i < graph.stages().size(); i++)
        {
            Stage stage = graph.stages().get(i);
            out.append(String.format(Locale.ROOT, "  %-" + widestSource + "s -> %-" + widest + "s   lane %s%s%n",
                    sources.get(i), stage.name(), lane(graph, stage.lane()), remarks(stage)));
        }
        return out.toString();
    }

    static String mermaid(Graph graph)
    {
        Map<String, String> ids = new HashMap<>();
        Map<String, String> ringIds = new HashMap<>();
        StringBuilder out = new StringBuilder("flowchart LR\n");
        for (Ring ring : graph.rings())
        {
            String id = ringIds.isEmpty() ? "ring" : "ring" + ringIds.size();
            ringIds.put(ring.name(), id);
            out.append("    ").append(id).append("([\"").append(escape(ring.name())).append("<br/>ring of ")
                    .append(ring.capacity()).append("\"])\n");
        }
        int laneNumber = 0;
        for (Lane lane : graph.lanes())
        {
            out.append("    subgraph lane").append(laneNumber++).append("[\"lane ").append(escape(lane.name()))
                    .append(lane.cpu() == Lane.ANY_CPU ? "" : ", CPU " + lane.cpu()).append("\"]\n");
            for (Stage stage : graph.stagesOf(lane.name()))
            {
                String id = "stage" + ids.size();
                ids.put(stage.name(), id);
                out.append("        ").append(id).append(box(stage)).append('\n');
            }
            out.append("    end\n");
        }
        for (Stage stage : graph.stages())
        {
            List<String> sources = stage.after().isEmpty()
                    ? List.of(ringIds.get(stage.ring()))
                    : stage.after().stream().map(ids::get).toList();
            sources.forEach(source -> out.append("    ").append(source).append(" --> ").append(ids.get(stage.name()))
                    .append('\n'));
            if (stage.into() != null)
            {
                out.append("    ").append(ids.get(stage.name())).append(" ==> ").append(ringIds.get(stage.into()))
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String box(Stage stage)
    {
        String label = "\"" + escape(stage.name()) + "\"";
        return stage.role() instanceof Role.Filter ? "{" + label + "}" : "[" + label + "]";
    }

    private static String ring(Graph graph, Ring ring)
    {
        return (graph.rings().size() == 1 ? "ring of " : "ring " + ring.name() + " of ") + ring.capacity() + " slots";
    }

    private static String sources(Graph graph, Stage stage)
    {
        if (!stage.after().isEmpty())
        {
            return String.join(", ", stage.after());
        }
        return graph.rings().size() == 1 ? "ring" : "ring " + stage.ring();
    }

    private static String lane(Graph graph, String name)
    {
        Lane lane = graph.lanes().stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                .orElseThrow();
        return name + " (" + lane.idle().name().toLowerCase(Locale.ROOT) +
                (lane.cpu() == Lane.ANY_CPU ? ")" : ", CPU " + lane.cpu() + ")");
    }

    private static String remarks(Stage stage)
    {
        List<String> remarks = new ArrayList<>();
        if (stage.role() instanceof Role.Filter)
        {
            remarks.add("filters");
        }
        else if (stage.role() instanceof Role.Emit emit)
        {
            remarks.add("emits into " + emit.into());
        }
        else if (stage.role() instanceof Role.Shard shard)
        {
            remarks.add("shard " + (shard.index() + 1) + " of " + shard.count());
        }
        else if (stage.role() instanceof Role.Turn turn)
        {
            remarks.add("pool member " + (turn.index() + 1) + " of " + turn.count());
        }
        remarks.add(policy(stage.onFailure()));
        remarks.add(stage.liveOnly() ? "muted in a replay" : null);
        remarks.removeIf(Objects::isNull);
        return remarks.isEmpty() ? "" : ", " + String.join(", ", remarks);
    }

    private static String policy(FailurePolicy<?> policy)
    {
        if (policy instanceof FailurePolicy.Skip)
        {
            return "skips failures";
        }
        if (policy instanceof FailurePolicy.ToDeadLetters)
        {
            return "failures to dead letters";
        }
        if (policy instanceof FailurePolicy.Retry<?> retry)
        {
            String then = policy(retry.then());
            return "retries " + retry.times() + " times" + (then == null ? "" : ", then " + then);
        }
        return policy instanceof FailurePolicy.Rewind<?> rewind ? "rewinds " + rewind.times() + " times" : null;
    }

    private static String escape(String label)
    {
        return label.replace("\"", "#quot;");
    }
}
