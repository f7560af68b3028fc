package io.ringmain.benchmarks.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Columns;
import io.ringmain.benchmarks.report.Unit;

/** What came of it, for people: by way and side a row for each rate. */
final class LatencyTable
{
    private final Columns table = new Columns(2, "way", "side", "offered", "p50", "p99", "p99.9", "least", "greatest",
            "max");
    private final Columns highest = new Columns(2, "way", "side", "highest", "least", "greatest", "p99.9 kept");
    private final List<LadderRun> runs;
    private final Map<String, CaseResult> results = new TreeMap<>();

    LatencyTable(List<LadderRun> runs, List<CaseResult> all)
    {
        this.runs = runs;
        all.forEach(result -> results.put(result.name(), result));
    }

    List<String> lines()
    {
        String lastWay = "";
        for (LadderRun run : runs)
        {
            String way = run.way().key().equals(lastWay) ? "" : run.way().key();
            lastWay = run.way().key();
            rates(way, run);
            figure(run, LatencyCases.highest(run.way())).ifPresent(side -> highest.add(way, run.side(),
                    rate(side.spread().median() * 1e3), rate(side.spread().min() * 1e3),
                    rate(side.spread().max() * 1e3), Unit.NANOSECONDS.text((double) run.ladder().keepNs())));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(
                "  offered: events a second, whether they can be handled or not; least and greatest: of p99.9, over the rounds");
        lines.add("");
        lines.addAll(highest.lines());
        lines.add("  highest: the rate up to which p99.9 is kept");
        return lines;
    }

    private void rates(String way, LadderRun run)
    {
        String name = run.side();
        String first = way;
        for (long rate : run.ladder().rates())
        {
            var watched = figure(run, LatencyCases.name(run.way(), rate, "p99.9"));
            if (watched.isPresent())
            {
                table.add(first, name, rate((double) rate), median(run, rate, "p50"), median(run, rate, "p99"),
                        median(run, rate, "p99.9"), Unit.NANOSECONDS.text(watched.get().spread().min()),
                        Unit.NANOSECONDS.text(watched.get().spread().max()), median(run, rate, "max"));
                name = "";
                first = "";
            }
        }
    }

    private String median(LadderRun run, long rate, String percentile)
    {
        return figure(run, LatencyCases.name(run.way(), rate, percentile))
                .map(side -> Unit.NANOSECONDS.text(side.spread().median())).orElse("");
    }

    private Optional<CaseResult.Contender> figure(LadderRun run, String name)
    {
        CaseResult result = results.get(name);
        return Stream.concat(Stream.of(result.ringmain()), result.peers().stream())
                .filter(side -> side.name().equals(run.side()) && side.wasMeasured()).findFirst();
    }

    static String rate(double perSecond)
    {
        return perSecond >= 1e6
                ? Unit.MILLION_EVENTS_PER_SECOND.text(perSecond / 1e6)
                : Unit.THOUSAND_EVENTS_PER_SECOND.text(perSecond / 1e3);
    }
}
