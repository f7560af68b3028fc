package io.ringmain.benchmarks.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.ResultsJson;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

class ReportTest
{
    @TempDir
    private Path parent;

    private static Contender side(String name, double... forks)
    {
        List<Double> figures = new ArrayList<>();
        for (double fork : forks)
        {
            figures.add(fork);
        }
        return new Contender(name, Spread.of(figures), "yield", OptionalDouble.empty(), figures);
    }

    private Report report(String name, double factor, double noise) throws Exception
    {
        Path folder = Files.createDirectories(parent.resolve(name).resolve("engine")).getParent();
        List<CaseResult> results = List.of(
                new CaseResult("unicast", Unit.MILLION_EVENTS_PER_SECOND, true,
                        side("ringmain", 200 * factor, 210 * factor, 205 * factor),
                        List.of(side("disruptor", 100, 101, 99), side("agrona", 8, 9, 7))),
                new CaseResult("pipeline", Unit.MILLION_EVENTS_PER_SECOND, true,
                        side("ringmain", 50, 52, 51), List.of(side("disruptor", 80, 81, 79))));
        Files.writeString(folder.resolve("engine/results.json"),
                ResultsJson.of(results, List.of(), Map.of("rounds", "3")));
        Map<String, String> environment = new LinkedHashMap<>(
                Map.of("machine", "A machine", "cpus", "2", "jdk", "A JDK 17", "commit", "abc"));
        Report.write(folder, "full", "2026-11-27", environment, Map.of("before engine", noise),
                Map.of("engine", "./ringmain bench engine"));
        return Report.read(folder);
    }

    @Test
    void shouldSayWhoIsAhead() throws Exception
    {
        Report report = report("a", 1, 0.01);

        ReportPage.write(report);

        String page = Files.readString(report.folder().resolve("report.md"));
        assertTrue(page.contains("| ringmain | **205** (200 – 210) | 51.0 (50.0 – 52.0) |"), page);
        assertTrue(page.contains("ahead of every peer in `unicast` (2.05× disruptor)"), page);
        assertTrue(page.contains("A peer is ahead in `pipeline` (0.64× disruptor)"), page);
        assertTrue(page.contains("1.0 %, quiet"), page);
        assertTrue(Files.size(report.folder().resolve("plots/throughput.svg")) > 1_000);
        assertTrue(Files.readString(report.folder().resolve("report.html")).contains("data:image/svg+xml"));
    }

    @Test
    void shouldSayThatAMachineWasNoisy() throws Exception
    {
        Report report = report("a", 1, 0.3);

        ReportPage.write(report);

        assertTrue(Files.readString(report.folder().resolve("report.md")).contains("**This machine was noisy**"));
    }

    @Test
    void shouldCompareTwo() throws Exception
    {
        report("a", 1, 0.01);
        report("b", 2, 0.3);

        String text = compare("a", "b");

        assertTrue(text.contains("noisy when b was measured"), text);
        assertTrue(text.lines().anyMatch(line -> line.contains("unicast") && line.endsWith("faster")), text);
        assertTrue(text.lines().noneMatch(line -> line.contains("pipeline")), text);
        assertTrue(text.contains("Ringmain: 1 faster, 1 no difference that can be seen."), text);
        assertTrue(text.contains("Its peers: 3 no difference that can be seen."), text);
        assertTrue(compare("b", "a", "--all").lines()
                .anyMatch(line -> line.contains("unicast") && line.endsWith("slower")), text);
        assertTrue(compare("a", "b", "--json").contains("\"verdict\":\"faster\""), text);
    }

    private String compare(String first, String second, String... options)
    {
        StringWriter out = new StringWriter();
        List<String> words = new ArrayList<>(
                List.of(parent.resolve(first).toString(), parent.resolve(second).toString()));
        words.addAll(List.of(options));
        assertEquals(0, new CommandLine(new CompareVerb()).setOut(new PrintWriter(out, true))
                .execute(words.toArray(String[]::new)));
        return out.toString();
    }

    @Test
    void shouldSayThatAFolderIsNoReport()
    {
        BenchException wrong = assertThrows(BenchException.class, () -> Report.read(parent));

        assertTrue(wrong.getMessage().contains("is no report: it has no environment.json"), wrong::getMessage);
    }

    @Test
    void shouldListTheNewestFirstAndOnce() throws Exception
    {
        ReportIndex.add(report("a", 1, 0));
        ReportIndex.add(report("b", 1, 0));
        ReportIndex.add(report("b", 1, 0));

        List<String> lines = Files.readAllLines(parent.resolve("README.md"));
        assertTrue(lines.get(4).startsWith("| [b](b/report.md) | all of it in one report (full): engine; 2 CPUs"),
                lines::toString);
        assertTrue(lines.get(5).startsWith("| [a](a/report.md)"), lines::toString);
        assertEquals(6, lines.size());
    }

    @Test
    void shouldPutItsFiguresBetweenTheMarksOfAReadme() throws Exception
    {
        Path readme = Files.writeString(parent.resolve("R.md"),
                "before\n" + ReadmeFigures.BEGIN + "\nold\n" + ReadmeFigures.END + "\nafter\n");

        ReadmeFigures.write(report("a", 1, 0), readme);

        String text = Files.readString(readme);
        assertTrue(text.startsWith("before\n" + ReadmeFigures.BEGIN), text);
        assertTrue(text.endsWith(ReadmeFigures.END + "\nafter\n"), text);
        assertTrue(text.contains("| ringmain | **205** (200 – 210) |"), text);
        assertTrue(text.contains("(perf-reports/a/report.md)"), text);
        assertTrue(!text.contains("old"), text);
    }

    /** Of this project: what it says was never typed. */
    @Test
    void shouldFindTheFiguresOfTheReportThatItNamesInOurReadme() throws Exception
    {
        Path ours = Path.of("../README.md");
        String text = Files.readString(ours);
        Matcher link = Pattern.compile("\\((perf-reports/[^/)]+)/report\\.md\\)")
                .matcher(text.substring(text.indexOf(ReadmeFigures.BEGIN), text.indexOf(ReadmeFigures.END)));
        assertTrue(link.find(), "the README's figures name no report");
        Path copy = Files.writeString(parent.resolve("R.md"), text);

        ReadmeFigures.write(Report.read(ours.resolveSibling(link.group(1))), copy);

        assertEquals(text, Files.readString(copy),
                () -> "make them anew: ./ringmain bench readme " + link.group(1) + " --readme README.md");
    }

    @Test
    void shouldSayThatAReadmeHasNoPlaceForFigures() throws Exception
    {
        Path readme = Files.writeString(parent.resolve("R.md"), "nothing\n");
        Report report = report("a", 1, 0);

        assertThrows(BenchException.class, () -> ReadmeFigures.write(report, readme));
    }
}
