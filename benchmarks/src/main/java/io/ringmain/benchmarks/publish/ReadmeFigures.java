package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.latency.Way;
import io.ringmain.benchmarks.machine.Calibration;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;

/** The measured tables of the README, made from a report and put between two marks. */
final class ReadmeFigures
{
    static final String BEGIN = "<!-- figures: made by \"ringmain bench readme REPORT\", not by hand -->";
    static final String END = "<!-- end of figures -->";

    private static final List<String> ARRANGED = List.of("pipeline-auto", "multicast-auto", "diamond-auto",
            "small-ring", "unicast-after-others");
    private static final List<String> AT_REST = List.of("idle-cpu", "idle-cpu-default", "start-to-first-event",
            "start-to-first-event-cold");
    private static final List<String> JOURNAL = List.of("append-64", "append-256", "pipeline-64", "read-64",
            "replay-64");
    private static final List<String> KAFKA = List.of("pass-at-least-once", "pass-exactly-once",
            "keyed-count");

    private ReadmeFigures()
    {}

    /** Puts the figures of a report into a README, in place of those that it has. */
    static void write(Report report, Path readme) throws IOException
    {
        if (!Files.isRegularFile(readme))
        {
            throw new BenchException(
                    "there is no file " + readme + "; give one that has the lines " + BEGIN + " and " + END);
        }
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin)
        {
            throw new BenchException(readme + " has no place for figures: put the lines " + BEGIN + " and " + END +
                    " where they belong");
        }
        Files.writeString(readme, text.substring(0, begin + BEGIN.length()) + "\n\n" + of(report) + '\n' +
                text.substring(end));
    }

    /** All of them, as Markdown. */
    static String of(Report report)
    {
        StringBuilder text = new StringBuilder();
        List<CaseResult> topologies = find(report, "engine", ReportPage.TOPOLOGIES);
        if (!topologies.isEmpty())
        {
            text.append(
                    "**Throughput**, million events a second, a thread for each publisher and each stage; median (least – " +
                            "greatest fork), strong where every fork was better than all others':\n\n");
            text.append(Markdown.grid(new Page.Grid(1, SideTable.bySide(topologies)))).append('\n');
            text.append(SideTable.verdict(topologies)).append("\n\n");
            picture(report, "throughput", "throughput by topology", text);
        }
        List<CaseResult> arranged = find(report, "engine", ARRANGED);
        if (!arranged.isEmpty())
        {
            text.append(
                    "The same stages as Ringmain places them by itself (`…-auto`), over 1,024 slots in batches of 64 " +
                            "(`small-ring`), in a JVM that has run other pipelines before (`unicast-after-others`): ")
                    .append(SideTable.verdict(arranged)).append("\n\n");
        }
        for (Way way : Way.values())
        {
            List<List<String>> rows = ReportPage.reference(report, way);
            if (rows.size() > 1)
            {
                text.append(String.format(Locale.ROOT,
                        "**Latency, %s**, open loop at %,d a second, from when an event was due. %s %s%n%n",
                        way.key(), way.reference(), ReportPage.who(way), ReportPage.highest(way)));
                text.append(Markdown.grid(new Page.Grid(1, rows))).append('\n');
                picture(report, way.key() + "-percentiles", "latency by percentile, " + way.key(), text);
            }
        }
        pairs(report, "engine", AT_REST,
                "**At rest and at the start**: CPU of a pipeline to which nothing comes, parked (`idle-cpu`) or waiting as by " +
                        "default (`idle-cpu-default`); from the first line of building it to the first event handled:",
                text);
        pairs(report, "journal", JOURNAL, "**The journal**:", text);
        pairs(report, "kafka", KAFKA, "**From topic to topic**, 256-byte records, one partition:", text);
        text.append("Medians of the forks (least – greatest); ").append(report.environment().get("cpus"))
                .append(" CPUs of ").append(report.environment().getOrDefault("machine", "an unknown machine"))
                .append(", ").append(report.environment().getOrDefault("jdk", ""))
                .append("; noise of the machine at worst ").append(new Calibration(1, report.worstNoise()).text())
                .append(". All of it, with pictures, ")
                .append("conditions and raw data: [").append(report.name()).append("](perf-reports/")
                .append(report.name()).append("/report.md).\n");
        return text.toString();
    }

    private static void picture(Report report, String name, String says, StringBuilder text)
    {
        String file = "plots/" + name + ".svg";
        if (Files.exists(report.folder().resolve(file)))
        {
            text.append("![").append(says).append("](perf-reports/").append(report.name()).append('/').append(file)
                    .append(")\n\n");
        }
    }

    private static List<CaseResult> find(Report report, String part, List<String> names)
    {
        return names.stream().map(name -> report.find(part, name)).flatMap(Optional::stream).toList();
    }

    /** A row for each case: ours, and every peer. */
    private static void pairs(Report report, String part, List<String> names, String heading, StringBuilder text)
    {
        List<CaseResult> cases = find(report, part, names);
        if (cases.isEmpty())
        {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "Ringmain", "beside it"));
        for (CaseResult result : cases)
        {
            List<String> peers = new ArrayList<>();
            result.peers().stream().filter(Contender::wasMeasured)
                    .forEach(peer -> peers.add(peer.name() + ' ' + cell(result, peer)));
            rows.add(List.of('`' + result.name() + '`', cell(result, result.ringmain()), String.join(", ", peers)));
        }
        text.append(heading).append("\n\n").append(Markdown.grid(new Page.Grid(1, rows))).append('\n');
    }

    private static String cell(CaseResult result, Contender side)
    {
        String median = result.unit().text(side.spread().median());
        return median + SideTable.range(median, result.unit().text(side.spread().min()),
                result.unit().text(side.spread().max()));
    }
}
