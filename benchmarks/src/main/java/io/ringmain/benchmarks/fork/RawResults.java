package io.ringmain.benchmarks.fork;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ringmain.benchmarks.BenchException;

/** Keeps what every fork said, a line of JSON each, as it comes; and after every round the table and the JSON object. */
final class RawResults implements AutoCloseable
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final PrintStream forks;

    RawResults(Path folder)
    {
        this.folder = folder;
        try
        {
            Files.createDirectories(folder);
            this.forks = new PrintStream(Files.newOutputStream(folder.resolve("forks.jsonl")), true,
                    StandardCharsets.UTF_8);
        }
        catch (IOException e)
        {
            throw new BenchException("--out " + folder + " cannot be written to; give a folder that can");
        }
    }

    void fork(int round, Run run, Map<String, List<Double>> figures)
    {
        ObjectNode line = MAPPER.createObjectNode().put("round", round);
        run.fields().forEach(line::putPOJO);
        ObjectNode metrics = line.putObject("figures");
        figures.forEach((metric, values) ->
        {
            var array = metrics.putArray(metric);
            values.forEach(array::add);
        });
        forks.println(line);
    }

    /** In place of what was there before. */
    void results(String json, List<String> table)
    {
        try
        {
            Files.writeString(folder.resolve("results.json"), json + '\n');
            Files.write(folder.resolve("table.txt"), table);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close()
    {
        forks.close();
    }
}
