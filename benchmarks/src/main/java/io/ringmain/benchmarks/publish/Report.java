package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.ResultsJson;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/**
 * A report as its folder has it.
 *
 * @param folder      where it is
 * @param kind        "quick", "full" or "trial"
 * @param date        on which it was measured, as yyyy-MM-dd
 * @param environment machine, JVM, commit, load
 * @param noise       by when it was measured, as shares
 * @param commands    by part, as they are called by hand
 * @param results     by part
 * @param conditions  by part
 * @param machine     what the machine can do without us, by probe
 */
record Report(Path folder, String kind, String date, Map<String, String> environment, Map<String, Double> noise,
        Map<String, String> commands, Map<String, List<CaseResult>> results,
        Map<String, Map<String, String>> conditions, Map<String, Reading> machine)
{
    static final String ENVIRONMENT = "environment.json";
    static final String MACHINE = "machine.json";
    static final String RESULTS = "results.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a probe of the machine has found. */
    record Reading(Unit unit, Spread spread, String how)
    {}

    static Report read(Path folder)
    {
        if (!Files.exists(folder.resolve(ENVIRONMENT)))
        {
            throw new BenchException(folder + " is no report: it has no " + ENVIRONMENT +
                    "; give a folder that \"ringmain bench\" has written");
        }
        try
        {
            JsonNode root = MAPPER.readTree(folder.resolve(ENVIRONMENT).toFile());
            Map<String, Double> noise = new LinkedHashMap<>();
            root.path("noise").properties()
                    .forEach(entry -> noise.put(entry.getKey(), entry.getValue().asDouble()));
            Map<String, List<CaseResult>> results = new LinkedHashMap<>();
            Map<String, Map<String, String>> conditions = new LinkedHashMap<>();
            for (String part : texts(root.path("commands")).keySet())
            {
                Path file = folder.resolve(part).resolve(RESULTS);
                if (Files.exists(file))
                {
                    String json = Files.readString(file);
                    results.put(part, ResultsJson.read(json));
                    conditions.put(part, texts(MAPPER.readTree(json).path("conditions")));
                }
            }
            return new Report(folder, root.path("kind").asText(), root.path("date").asText(),
                    texts(root.path("environment")), noise, texts(root.path("commands")), results, conditions,
                    machine(folder));
        }
        catch (IOException | IllegalArgumentException e)
        {
            throw new BenchException("the report in " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, Reading> machine(Path folder) throws IOException
    {
        Map<String, Reading> readings = new LinkedHashMap<>();
        Path file = folder.resolve(MACHINE);
        if (Files.exists(file))
        {
            JsonNode root = MAPPER.readTree(file.toFile());
            root.properties().forEach(entry ->
            {
                JsonNode node = entry.getValue();
                if (node.has("unit"))
                {
                    readings.put(entry.getKey(), new Reading(Unit.of(node.path("unit").asText()),
                            new Spread(node.path("median").asDouble(), node.path("min").asDouble(),
                                    node.path("max").asDouble()),
                            node.path("how").asText()));
                }
            });
        }
        return readings;
    }

    private static Map<String, String> texts(JsonNode node)
    {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Writes what cannot be found out afterwards. */
    static void write(Path folder, String kind, String date, Map<String, String> environment,
            Map<String, Double> noise, Map<String, String> commands) throws IOException
    {
        ObjectNode root = MAPPER.createObjectNode().put("kind", kind).put("date", date);
        environment.forEach(root.putObject("environment")::put);
        noise.forEach(root.putObject("noise")::put);
        commands.forEach(root.putObject("commands")::put);
        Files.writeString(folder.resolve(ENVIRONMENT),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + '\n');
    }

    /** All cases of a part, or none when it was not measured. */
    List<CaseResult> cases(String part)
    {
        return results.getOrDefault(part, List.of());
    }

    Optional<CaseResult> find(String part, String name)
    {
        return cases(part).stream().filter(result -> result.name().equals(name)).findFirst();
    }

    /** Ours first; only those that were measured. */
    static List<Contender> sides(CaseResult result)
    {
        List<Contender> sides = new ArrayList<>();
        Stream.concat(Stream.of(result.ringmain()), result.peers().stream()).filter(Contender::wasMeasured)
                .forEach(sides::add);
        return sides;
    }

    /** The one of them that is called so. */
    static Optional<Contender> side(CaseResult result, String name)
    {
        return sides(result).stream().filter(side -> side.name().equals(name)).findFirst();
    }

    /** The greatest of all. */
    double worstNoise()
    {
        return noise.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    String name()
    {
        return folder.getFileName().toString();
    }
}
