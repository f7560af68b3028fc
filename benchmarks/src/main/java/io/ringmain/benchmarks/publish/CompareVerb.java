package io.ringmain.benchmarks.publish;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.ringmain.benchmarks.machine.Calibration;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.Columns;
import io.ringmain.benchmarks.report.Wrapping;

/** {@code ringmain bench compare}. */
@Command(name = "compare", sortOptions = false, optionListHeading = "%nOptions:%n", parameterListHeading = "%n", header = "Two reports side by side: faster, slower, or no difference that can be seen.", description = {
    "",
    "Compares the forks of each side of each case that both reports have, by a 99 % confidence interval of how many times " +
            "better the second is. Peers have not changed: where they seem to, it is the machine that has."})
public final class CompareVerb implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "A", description = "The folder of a report, from before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "Another, from after.")
    private Path after;

    @Option(names = "--all", description = "Also what does not differ, and the peers.")
    private boolean all;

    @Option(names = "--json", description = "All of it as one line of JSON on standard output.")
    private boolean json;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** A side of a case in both reports. */
    private record Row(String part, CaseResult result, Contender first, Contender second,
            Optional<Difference> difference)
    {
        boolean isOurs()
        {
            return first.name().startsWith("ringmain");
        }

        String verdict()
        {
            return difference.map(its -> its.verdict().toString()).orElse("too few forks to say");
        }
    }

    @Override
    public Integer call()
    {
        Report first = Report.read(before.toAbsolutePath().normalize());
        Report second = Report.read(after.toAbsolutePath().normalize());
        List<Row> rows = rows(first, second);
        PrintWriter out = spec.commandLine().getOut();
        if (json)
        {
            out.println(json(rows));
            return 0;
        }
        doubts(first, second).forEach(doubt -> Wrapping.lines(doubt).forEach(out::println));
        Columns table = new Columns(3, "part", "case", "side", "A", "B", "B is … times better", "");
        for (Row row : rows)
        {
            boolean differs = row.difference().map(its -> its.verdict() != Difference.Verdict.NONE).orElse(false);
            if (all || (row.isOurs() && differs))
            {
                table.add(row.part(), row.result().name(), row.first().name(),
                        row.result().unit().text(row.first().spread().median()),
                        row.result().unit().text(row.second().spread().median()),
                        row.difference().map(Difference::text).orElse("–"), row.verdict());
            }
        }
        table.lines().forEach(out::println);
        out.println();
        summary(rows, true).forEach(out::println);
        summary(rows, false).forEach(out::println);
        if (!rows.isEmpty() && rows.stream().allMatch(row -> row.difference().isEmpty()))
        {
            Wrapping.lines("One fork has no spread: compare reports of \"ringmain bench --full\", which have three.")
                    .forEach(out::println);
        }
        return 0;
    }

    private static List<Row> rows(Report first, Report second)
    {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<CaseResult>> part : first.results().entrySet())
        {
            for (CaseResult result : part.getValue())
            {
                second.find(part.getKey(), result.name()).filter(other -> other.unit() == result.unit())
                        .ifPresent(other -> Report.sides(result).forEach(side -> Report.side(other, side.name())
                                .ifPresent(its -> rows.add(row(part.getKey(), result, side, its)))));
            }
        }
        return rows;
    }

    private static Row row(String part, CaseResult result, Contender first, Contender second)
    {
        return new Row(part, result, first, second, Difference.canBeTold(first.forks(), second.forks())
                ? Optional.of(Difference.of(result.unit(), first.forks(), second.forks()))
                : Optional.empty());
    }

    /** Why a difference may be no difference of ours. */
    private static List<String> doubts(Report first, Report second)
    {
        List<String> doubts = new ArrayList<>();
        for (String what : List.of("machine", "cpus", "jdk"))
        {
            String a = first.environment().getOrDefault(what, "unknown");
            String b = second.environment().getOrDefault(what, "unknown");
            if (!a.equals(b))
            {
                doubts.add("They do not have the same " + what + ": " + a + " and " + b +
                        ". What differs may be that.");
            }
        }
        for (Report report : List.of(first, second))
        {
            if (report.worstNoise() >= Calibration.NOISY)
            {
                doubts.add("The machine was noisy when " + report.name() + " was measured: " +
                        new Calibration(1, report.worstNoise()).text() + '.');
            }
        }
        return doubts;
    }

    private static List<String> summary(List<Row> rows, boolean isOurs)
    {
        Map<String, Integer> counts = new TreeMap<>();
        rows.stream().filter(row -> row.isOurs() == isOurs)
                .forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((verdict, count) -> words.add(count + " " + verdict));
        return Wrapping.lines(String.format(Locale.ROOT, "%s: %s.", isOurs ? "Ringmain" : "Its peers",
                words.isEmpty() ? "nothing that both have" : String.join(", ", words)));
    }

    private static String json(List<Row> rows)
    {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createObjectNode().arrayNode();
        for (Row row : rows)
        {
            var node = array.addObject().put("part", row.part()).put("case", row.result().name())
                    .put("side", row.first().name()).put("unit", row.result().unit().key())
                    .put("a", row.first().spread().median()).put("b", row.second().spread().median());
            row.difference().ifPresent(difference -> node.put("times", difference.times())
                    .put("least", difference.least()).put("most", difference.most()));
            node.put("verdict", row.verdict());
        }
        return mapper.createObjectNode().set("differences", array).toString();
    }
}
