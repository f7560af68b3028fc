package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.ringmain.benchmarks.latency.LatencyCases;
import io.ringmain.benchmarks.latency.Way;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.machine.Calibration;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/** What a report says: for each question what was measured, the table, the picture, and what it means. */
final class ReportPage
{
    /** A thread for each stage: the topologies of the Disruptor's own tests and of the LMAX paper. */
    static final List<String> TOPOLOGIES = List.of("unicast", "pipeline", "multicast", "diamond", "three-producers");

    private static final String LATENCY = "latency";
    private static final String MEDIANS = "Median (least – greatest fork), strong where every fork is better than all others'.";
    /** Of the events of a step at the reference rate it leaves out six. */
    private static final String TOO_FEW_THROUGH_KAFKA = "p99.99";

    private final Report report;
    private final ReportPlots plots;
    private final Page page = new Page();

    private ReportPage(Report report)
    {
        this.report = report;
        this.plots = new ReportPlots(report);
    }

    /** Writes report.md, report.html and the pictures into its folder, in place of what was there. */
    static void write(Report report) throws IOException
    {
        Page page = new ReportPage(report).page();
        Files.writeString(report.folder().resolve("report.md"), Markdown.of(page));
        Files.writeString(report.folder().resolve("report.html"), Html.of(page, report.folder()));
    }

    private Page page() throws IOException
    {
        Map<String, String> environment = report.environment();
        page.heading(1, "Ringmain beside its peers, " + report.date());
        page.text(environment.getOrDefault("machine", "an unknown machine") + "; " + environment.get("cpus") +
                " CPUs; " + environment.getOrDefault("jdk", "") + "; commit " +
                environment.getOrDefault("commit", "unknown") + '.');
        page.text(noise());
        if (!report.kind().equals("full"))
        {
            page.text(report.kind().equals("quick")
                    ? "A **quick** report: few sides, one fork each. It shows what there is; one fork settles nothing that is " +
                            "close, and `./ringmain bench compare` needs two. `./ringmain bench --full` has three of each side, in some 80 minutes."
                    : "A **trial**: it shows that all of it works. Its figures mean nothing.");
        }
        throughput();
        for (Way way : Way.values())
        {
            latency(way);
        }
        all("journal", "The journal beside Chronicle Queue",
                "64-byte and 256-byte records, appended, read and replayed; nothing is forced to the disk.");
        all("kafka", "From topic to topic",
                "256-byte records from a topic of one partition through a side in a process of its own into another.");
        machine();
        conditions();
        return page;
    }

    private String noise()
    {
        double worst = report.worstNoise();
        if (Double.isNaN(worst))
        {
            return "How noisy the machine was is not known.";
        }
        Calibration calibration = new Calibration(1, worst);
        String load = report.environment().getOrDefault("load average before", "unknown");
        return String.format(Locale.ROOT,
                "Between the parts the same loop ran again and again: at worst it took %.1f %% longer on average than in its " +
                        "fastest tenth, so the machine was %s. Before anything was measured, %s CPUs were busy.",
                worst * 100, calibration.verdict(), load) +
                (worst >= Calibration.NOISY
                        ? " **This machine was noisy**: tails of latency are the machine's as much as ours, and of two medians that " +
                                "are close to each other nobody can say which is the better."
                        : "");
    }

    private void throughput() throws IOException
    {
        List<CaseResult> cases = TOPOLOGIES.stream().map(name -> report.find("engine", name)).flatMap(Optional::stream)
                .toList();
        if (cases.isEmpty())
        {
            return;
        }
        page.heading(2, "Throughput");
        page.text(
                "One thread publishes (three in `three-producers`) and each stage has a thread of its own; events of 64 " +
                        "bytes, as fast as they are taken; every run's answer is checked. Ringmain records the latency of each " +
                        "stage meanwhile, the others record nothing. Million events a second. " + MEDIANS);
        page.grid(1, SideTable.bySide(cases));
        plots.throughput("throughput", cases).ifPresent(file -> page.picture(file, "throughput by topology"));
        page.text(SideTable.verdict(cases));
        for (CaseResult result : cases)
        {
            Optional<String> picture = plots.ranked(result);
            if (picture.isPresent())
            {
                page.heading(3, result.name());
                page.picture(picture.get(), "throughput of every side");
            }
        }
        List<CaseResult> others = report.cases("engine").stream()
                .filter(result -> result.unit() == Unit.MILLION_EVENTS_PER_SECOND &&
                        !TOPOLOGIES.contains(result.name()))
                .toList();
        if (!others.isEmpty())
        {
            page.heading(3, "The same, arranged otherwise");
            page.text("`…-auto`: placed by Ringmain itself, which puts the stages on as few threads as serve them; " +
                    "`disruptor-one-consumer` calls all of them from one consumer. `small-ring`: 1,024 slots, batches of 64. " +
                    "`unicast-after-others`: in a JVM that has run other pipelines before.");
            page.grid(1, SideTable.bySide(others));
            page.text(SideTable.verdict(others));
        }
        List<CaseResult> rest = report.cases("engine").stream()
                .filter(result -> result.unit() != Unit.MILLION_EVENTS_PER_SECOND).toList();
        if (!rest.isEmpty())
        {
            page.heading(3, "Latency with a thread for each stage, idle CPU, start-up");
            page.text(MEDIANS);
            folded(SideTable.families(rest));
        }
    }

    private void latency(Way way) throws IOException
    {
        List<List<String>> rows = reference(report, way);
        if (rows.size() < 2)
        {
            return;
        }
        page.heading(2, "Latency: " + switch (way)
        {
            case IN_PROCESS -> "three stages in this process";
            case JOURNAL -> "into the journal";
            case KAFKA -> "through Kafka to another process and back";
        });
        page.text(who(way) + " Each event counts from when it was due, whatever became of those before it. At " +
                String.format(Locale.ROOT, "%,d", way.reference()) + " a second. " + MEDIANS);
        page.grid(1, rows);
        plots.percentiles(way).ifPresent(file -> page.picture(file, "latency by percentile"));
        plots.byLoad(way).ifPresent(file -> page.picture(file, "latency by offered load"));
        page.text(
                "Where a line turns upwards, events come faster than they are handled, and from there on there is only a " +
                        "queue. " + highest(way));
        plots.worst(way).ifPresent(file -> page.picture(file, "the worst of every 10 ms"));
    }

    /** What is timed on the way, and who its sides are. */
    static String who(Way way)
    {
        return switch (way)
        {
            case IN_PROCESS ->
                "Until the third stage has handled the event. `ringmain` as it places itself, which is on one spinning thread " +
                        "here, `disruptor-one-consumer` one spinning consumer that calls all three, `disruptor` three yielding " +
                        "threads, `same-thread` the load's own thread: what the load and the clock cost by themselves.";
            case JOURNAL ->
                "Until the call that wrote the event has returned, which a killed process does not undo. `ringmain` through a " +
                        "ring to a lane, `ringmain-direct` and `chronicle-plain` by the load's own thread.";
            case KAFKA ->
                "To a topic, through a process that reads and passes on, to another topic, until a `read_committed` consumer " +
                        "has it. With transactions much of the time is waiting for the commit: the peers' comes every 100 ms, as " +
                        "is usual, a node's when it has nothing left to do, 10 ms apart at least. Peers that commit as often were " +
                        "not run.";
        };
    }

    /** The highest rate, in words that say how it is found. */
    static String highest(Way way)
    {
        return "*Highest* is the highest rate at which p99.9 stayed within " +
                Unit.NANOSECONDS.text((double) way.keepNs()) +
                " in one of up to three tries: somebody else may have had the CPU once, so a lower rate may have missed it.";
    }

    /** Of all sides at the reference rate. */
    static List<List<String>> reference(Report report, Way way)
    {
        List<String> percentiles = Percentiles.names().stream()
                .filter(name -> way != Way.KAFKA || !name.equals(TOO_FEW_THROUGH_KAFKA)).toList();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("side"));
        head.addAll(percentiles);
        head.add("highest");
        rows.add(head);
        for (String name : way.sides())
        {
            List<String> row = new ArrayList<>(List.of(name));
            for (String percentile : percentiles)
            {
                report.find(LATENCY, LatencyCases.name(way, way.reference(), percentile))
                        .ifPresent(result -> Report.side(result, name)
                                .ifPresent(side -> row.add(SideTable.cell(result, side, false))));
            }
            if (row.size() > 1)
            {
                row.add(report.find(LATENCY, LatencyCases.highest(way))
                        .flatMap(result -> Report.side(result, name)).map(side -> rates(side.spread())).orElse(""));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String rates(Spread thousands)
    {
        String median = rate(thousands.median());
        return median + SideTable.range(median, rate(thousands.min()), rate(thousands.max()));
    }

    private static String rate(double thousands)
    {
        return thousands == 0
                ? "none"
                : thousands >= 1e3
                        ? Unit.MILLION_EVENTS_PER_SECOND.text(thousands / 1e3)
                        : Unit.THOUSAND_EVENTS_PER_SECOND.text(thousands);
    }

    private void all(String part, String heading, String what)
    {
        List<CaseResult> cases = report.cases(part);
        if (!cases.isEmpty())
        {
            page.heading(2, heading);
            page.text(what + " What each case and side is: [how to read it](../README.md). " + MEDIANS);
            folded(part.equals("journal") ? List.of(cases) : SideTable.families(cases));
        }
    }

    /** A table for each family of cases, median (least – greatest fork), with what its figures say. */
    private void folded(List<List<CaseResult>> families)
    {
        for (List<CaseResult> family : families)
        {
            String stem = SideTable.stem(family);
            if (!stem.isEmpty())
            {
                page.text("`" + stem + "…`:");
            }
            List<CaseResult> named = SideTable.withoutStem(family, stem);
            page.grid(1, SideTable.bySide(named));
            page.text(SideTable.verdict(named));
        }
    }

    private void machine()
    {
        if (report.machine().isEmpty())
        {
            return;
        }
        page.heading(2, "What the machine can do without us");
        page.text("The smallest program for each: no figure above can be better than what it is made of.");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "how", "median", "least", "greatest"));
        report.machine().forEach((name, reading) -> rows.add(List.of(name, reading.how(),
                reading.unit().text(reading.spread().median()), reading.unit().text(reading.spread().min()),
                reading.unit().text(reading.spread().max()))));
        page.grid(2, rows);
    }

    private void conditions()
    {
        page.heading(2, "Conditions, and how to run it again");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "value"));
        report.environment().forEach((name, value) -> rows.add(List.of(name, value)));
        report.noise().forEach((when, share) -> rows.add(List.of("noise " + when, new Calibration(1, share).text())));
        report.conditions().forEach((part, values) -> values.forEach((name, value) ->
        {
            if (!report.environment().containsKey(name))
            {
                rows.add(List.of(part + ": " + name, value));
            }
        }));
        page.grid(2, rows);
        page.text(
                "Every fork's figures are in `forks.jsonl` of each part's folder; histograms in `latency/histograms`. " +
                        "Left out: other machines, more CPUs, pinned threads, a real network, other payload sizes than said. To " +
                        "measure the same:");
        page.code(report.kind().equals("full") ? "./ringmain bench --full" : "./ringmain bench");
        page.text("or part by part:");
        page.code(String.join("\n", report.commands().values()));
        page.text("Against another report: `./ringmain bench compare " + report.name() + " OTHER`.");
    }
}
