package io.ringmain.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A graph as text and as Mermaid. */
final class GraphDrawing
{
    private GraphDrawing()
    {}

    static String text(Graph graph)
    {
        int widest = graph.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
        List<String> sources = graph.stages().stream().map(GraphDrawing::sources).toList();
        int widestSource = sources.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder();
        out.append(graph.name()).append(": ring of ").append(graph.capacity()).append(" slots, ")
                .append(graph.stages().size()).append(" stages on ").append(graph.lanes().size()).append(" lanes\n");
        for (int i = 0; i < graph.stages().size(); i++)
        {
            Stage stage = graph.stages().get(i);
            out.append(String.format(Locale.ROOT, "  %-" + widestSource + "s -> %-" + widest + "s   lane %s (%s)%s%n",
                    sources.get(i), stage.name(), stage.lane(), idle(graph, stage.lane()),
                    stage.liveOnly() ? ", muted in a replay" : ""));
        }
        return out.toString();
    }

    static String mermaid(Graph graph)
    {
        Map<String, String> ids = new HashMap<>();
        StringBuilder out = new StringBuilder("flowchart LR\n");
        out.append("    ring([\"").append(escape(graph.name())).append("<br/>ring of ").append(graph.capacity())
                .append("\"])\n");
        int laneNumber = 0;
        for (Lane lane : graph.lanes())
        {
            out.append("    subgraph lane").append(laneNumber++).append("[\"lane ").append(escape(lane.name()))
                    .append("\"]\n");
            for (Stage stage : graph.stagesOf(lane.name()))
            {
                String id = "stage" + ids.size();
                ids.put(stage.name(), id);
                out.append("        ").append(id).append("[\"").append(escape(stage.name())).append("\"]\n");
            }
            out.append("    end\n");
        }
        for (Stage stage : graph.stages())
        {
            List<String> sources = stage.after().isEmpty()
                    ? List.of("ring")
                    : stage.after().stream().map(ids::get).toList();
            sources.forEach(source -> out.append("    ").append(source).append(" --> ").append(ids.get(stage.name()))
                    .append('\n'));
        }
        return out.toString();
    }

    private static String sources(Stage stage)
    {
        return stage.after().isEmpty() ? "ring" : String.join(", ", stage.after());
    }

    private static String idle(Graph graph, String lane)
    {
        return graph.lanes().stream().filter(candidate -> candidate.name().equals(lane)).findFirst().orElseThrow()
                .idle()
                .name().toLowerCase(Locale.ROOT);
    }

    private static String escape(String label)
    {
        return label.replace("\"", "#quot;");
    }
}
