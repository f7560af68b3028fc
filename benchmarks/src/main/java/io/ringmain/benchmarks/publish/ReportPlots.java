package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

import io.ringmain.benchmarks.latency.HistogramFiles;
import io.ringmain.benchmarks.latency.LatencyCases;
import io.ringmain.benchmarks.latency.Way;
import io.ringmain.benchmarks.publish.Plot.Axis;
import io.ringmain.benchmarks.publish.Plot.Bar;
import io.ringmain.benchmarks.publish.Plot.Point;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Unit;

/** Draws a report's pictures into its folder. A picture for which nothing was measured is not drawn. */
final class ReportPlots
{
    /** Where they lie in the folder. */
    private static final String PLOTS = "plots";
    private static final String HISTOGRAMS = "latency/histograms";
    private static final int POINTS_PER_DECADE = 20;
    private static final int MOST_DECADES = 6;
    private static final int IN_A_GROUP = 4;
    private static final double MS_PER_S = 1e3;

    private final Report report;

    ReportPlots(Report report)
    {
        this.report = report;
    }

    /** Bars beside each other, of the sides that all of the cases have. */
    Optional<String> throughput(String name, List<CaseResult> cases) throws IOException
    {
        List<Bar> bars = new ArrayList<>();
        for (CaseResult result : cases)
        {
            Report.sides(result).stream()
                    .filter(side -> cases.stream().allMatch(other -> Report.sides(other).stream()
                            .anyMatch(its -> its.name().equals(side.name()))))
                    .limit(IN_A_GROUP).forEach(side -> bars.add(new Bar(result.name(), side.name(), side.spread())));
        }
        return bars.isEmpty()
                ? Optional.empty()
                : write(name, Plot.grouped("Throughput by topology", "medians; the lines reach from the least to the " +
                        "greatest fork; more is better", "million events a second", bars));
    }

    /** All sides of one case, the fastest at the top. */
    Optional<String> ranked(CaseResult result) throws IOException
    {
        List<Bar> bars = Report.sides(result).stream().map(side -> new Bar("", side.name(), side.spread())).toList();
        return bars.size() <= IN_A_GROUP
                ? Optional.empty()
                : write(result.name(), Plot.ranked(result.name(), "medians, least and greatest fork; more is better",
                        "million events a second", bars));
    }

    /** Latency against offered load. */
    Optional<String> byLoad(Way way) throws IOException
    {
        List<Point> points = new ArrayList<>();
        for (String percentile : List.of("p50", "p99.9"))
        {
            for (long rate : way.rates())
            {
                report.find("latency", LatencyCases.name(way, rate, percentile))
                        .ifPresent(result -> Report.sides(result).forEach(side -> points
                                .add(new Point(side.name(), percentile, (double) rate, side.spread().median()))));
            }
        }
        return points.isEmpty()
                ? Optional.empty()
                : write(way.key() + "-by-load", Plot.lines("Latency by offered load: " + way.key(),
                        "from when an event was due; medians of the forks; less is better",
                        Axis.logarithmic("offered, events a second", Unit.MILLION_EVENTS_PER_SECOND, points.stream()
                                .mapToDouble(Point::x)).in(ReportPlots::rate),
                        latency(points), bySide(points)));
    }

    private static List<Point> bySide(List<Point> points)
    {
        Map<String, List<Point>> bySide = new LinkedHashMap<>();
        points.forEach(point -> bySide.computeIfAbsent(point.series(), side -> new ArrayList<>()).add(point));
        return bySide.values().stream().flatMap(List::stream).toList();
    }

    private static String rate(double perSecond)
    {
        return perSecond >= 1e6
                ? Math.round(perSecond / 1e6) + " M"
                : perSecond >= 1e3 ? Math.round(perSecond / 1e3) + " k" : Long.toString(Math.round(perSecond));
    }

    private static Axis latency(List<Point> points)
    {
        return Axis.logarithmic("latency", Unit.NANOSECONDS, points.stream().mapToDouble(Point::y));
    }

    /** Every percentile of every side at the reference rate. */
    Optional<String> percentiles(Way way) throws IOException
    {
        List<Point> points = new ArrayList<>();
        for (Map.Entry<String, Histogram> side : histograms(way).entrySet())
        {
            Histogram latency = side.getValue();
            double end = Math.log10((double) latency.getTotalCount());
            for (int i = 0; i <= POINTS_PER_DECADE * Math.min(MOST_DECADES, end); i++)
            {
                double x = Math.pow(10, (double) i / POINTS_PER_DECADE);
                points.add(new Point(side.getKey(), "", x,
                        Math.max(1.0, (double) latency.getValueAtPercentile(100 * (1 - 1 / x)))));
            }
        }
        Map<Double, String> marks = new TreeMap<>();
        List<String> names = List.of("0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %");
        for (int i = 0; i < names.size(); i++)
        {
            marks.put(Math.pow(10, i), names.get(i));
        }
        return points.isEmpty()
                ? Optional.empty()
                : write(way.key() + "-percentiles", Plot.lines("Latency by percentile: " + way.key() + " at " +
                        rate((double) way.reference()) + "/s",
                        "from when an event was due; all forks together; less is better",
                        new Axis("percentile", marks, true), latency(points), points));
    }

    private Map<String, Histogram> histograms(Way way) throws IOException
    {
        Map<String, Histogram> bySide = new LinkedHashMap<>();
        Path folder = report.folder().resolve(HISTOGRAMS);
        if (Files.isDirectory(folder))
        {
            for (String side : way.sides())
            {
                Histogram latency = HistogramFiles.read(folder, way.key() + '-' + side).get(way.reference());
                if (latency != null)
                {
                    bySide.put(side, latency);
                }
            }
        }
        return bySide;
    }

    /** Slot by slot, the fork of ours that had the worst event, and a peer's in the same round. */
    Optional<String> worst(Way way) throws IOException
    {
        Path folder = report.folder().resolve(HISTOGRAMS);
        String ours = way.key() + '-' + way.sides().get(0) + '-';
        String fork = "";
        long worstNs = 0;
        if (Files.isDirectory(folder))
        {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ours + "[0-9]*" + HistogramFiles.WORST))
            {
                for (Path file : files)
                {
                    long its = slots(file).values().stream().mapToLong(Long::longValue).max().orElse(0);
                    if (its > worstNs)
                    {
                        worstNs = its;
                        String name = file.getFileName().toString();
                        fork = name.substring(ours.length(), name.length() - HistogramFiles.WORST.length());
                    }
                }
            }
        }
        List<Point> points = new ArrayList<>();
        String ringmain = way.sides().get(0);
        String peer = way.sides().stream().filter(side -> !side.startsWith(ringmain)).findFirst().orElse(ringmain);
        for (String side : List.of(ringmain, peer))
        {
            Path file = folder.resolve(way.key() + '-' + side + '-' + fork + HistogramFiles.WORST);
            if (Files.exists(file))
            {
                slots(file).forEach(
                        (ms, ns) -> points.add(new Point(side, "", ms / MS_PER_S, Math.max(1.0, (double) ns))));
            }
        }
        return points.isEmpty()
                ? Optional.empty()
                : write(way.key() + "-worst", Plot.lines("The worst of every 10 ms: " + way.key() + " at " +
                        rate((double) way.reference()) + "/s",
                        "the fork in which ours had its worst event (" +
                                Unit.NANOSECONDS.text((double) worstNs) + "), and a peer's of the same round",
                        Axis.linear("seconds"), latency(points), points));
    }

    private static Map<Long, Long> slots(Path file) throws IOException
    {
        Map<Long, Long> slots = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size()))
        {
            String[] cells = line.split(",", -1);
            slots.put(Long.valueOf(cells[0]), Long.valueOf(cells[1]));
        }
        return slots;
    }

    /** Returns its path from the folder. */
    private Optional<String> write(String name, String svg) throws IOException
    {
        Path file = Files.createDirectories(report.folder().resolve(PLOTS)).resolve(name + ".svg");
        Files.writeString(file, svg);
        return Optional.of(PLOTS + '/' + file.getFileName());
    }
}
