package io.ringmain.benchmarks.machine;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.report.Columns;
import io.ringmain.benchmarks.report.Conditions;
import io.ringmain.benchmarks.report.Progress;
import io.ringmain.benchmarks.report.Wrapping;

/** {@code ringmain bench machine}. */
@Command(name = "machine", sortOptions = false, optionListHeading = "%nOptions:%n", header = "What this machine can do without us: clock, cores, memory, disk, loopback.", description = {
    "",
    "The smallest program for each, so that a figure can be held against what it cannot be better than, and a noisy " +
            "machine is known before anything is measured on it. Takes half a minute; stop other work first."})
public final class MachineVerb implements Callable<Integer>
{
    private static final int TIMES = 5;

    @Option(names = "--dir", paramLabel = "DIR", description = "A folder on the disk to be measured; what is written there is removed. Default: beside the benchmarks' jar.")
    private Path dir;

    @Option(names = "--quick", description = "A quarter of it.")
    private boolean quick;

    @Option(names = "--json", description = "Results as one line of JSON on standard output; all else goes to standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No table.")
    private boolean quiet;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception
    {
        Map<String, String> conditions = new LinkedHashMap<>(Conditions.here());
        conditions.put("load average before", Conditions.text(Conditions.loadAverage()));
        DiskFolder folder = DiskFolder.in(dir == null ? DiskFolder.besideTheJar() : dir);
        Thread atEnd = new Thread(folder::remove);
        Runtime.getRuntime().addShutdownHook(atEnd);
        List<Reading> readings = new ArrayList<>();
        try (Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("ringmain.terminal")))
        {
            measure(folder, readings, progress);
        }
        conditions.put("load average after", Conditions.text(Conditions.loadAverage()));
        PrintWriter people = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        if (!quiet)
        {
            table(readings).forEach(people::println);
            conditions.forEach((name, value) -> Wrapping.lines(name + ": " + value).forEach(people::println));
            people.flush();
        }
        if (json)
        {
            spec.commandLine().getOut().println(json(readings, conditions));
        }
        return 0;
    }

    private void measure(DiskFolder folder, List<Reading> readings, Progress progress) throws Exception
    {
        try
        {
            folder.require(DiskWrite.MOST_BYTES, "writing");
            Path path = Files.createDirectory(folder.next());
            List<Probe> probes = Probe.all(quick, Runtime.getRuntime().availableProcessors());
            for (Probe probe : probes)
            {
                double done = (double) readings.size() / probes.size();
                progress.show(System.nanoTime(), done, (1 - done) * (quick ? 10 : 35), probe.name());
                readings.add(probe.measure(path, TIMES));
            }
        }
        finally
        {
            folder.remove();
        }
    }

    private static List<String> table(List<Reading> readings)
    {
        Columns table = new Columns(1, "what", "median", "min", "max");
        for (Reading reading : readings)
        {
            table.add(reading.name(), reading.unit().text(reading.spread().median()),
                    reading.unit().text(reading.spread().min()), reading.unit().text(reading.spread().max()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        readings.forEach(reading -> lines.addAll(Wrapping.lines(reading.name() + ": " + reading.how())));
        return lines;
    }

    private static String json(List<Reading> readings, Map<String, String> conditions)
    {
        ObjectNode root = new ObjectMapper().createObjectNode();
        for (Reading reading : readings)
        {
            root.putObject(reading.name()).put("unit", reading.unit().key()).put("median", reading.spread().median())
                    .put("min", reading.spread().min()).put("max", reading.spread().max()).put("how", reading.how());
        }
        ObjectNode where = root.putObject("conditions");
        conditions.forEach(where::put);
        return root.toString();
    }
}
