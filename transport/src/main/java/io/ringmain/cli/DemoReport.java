package io.ringmain.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.HdrHistogram.Histogram;

import io.ringmain.demo.AirportDelays;
import io.ringmain.demo.FlightFeed;
import io.ringmain.demo.LiveResult;
import io.ringmain.demo.LiveRun;
import io.ringmain.demo.OutputCheck;
import io.ringmain.node.ReplayResult;
import io.ringmain.report.HtmlReport;
import io.ringmain.report.Latency;
import io.ringmain.report.Machine;
import io.ringmain.report.Table;
import io.ringmain.report.Units;

/** What a demo says at its end: to people, to programs, and as a page. */
final class DemoReport
{
    private static final int WORST = 10;
    private static final long USUAL_MIN_FLIGHTS = 50;
    private static final int SHORT_HASH = 16;

    private final DemoOptions options;
    private final Workspace workspace;
    private final LiveResult live;
    private final ReplayResult replay;
    private final long deadLetters;
    private final long startMs;
    private final long endMs;
    private final Latency latency;

    DemoReport(DemoOptions options, Workspace workspace, LiveResult live, ReplayResult replay, long deadLetters,
            long startMs)
    {
        this.options = options;
        this.workspace = workspace;
        this.live = live;
        this.replay = replay;
        this.deadLetters = deadLetters;
        this.startMs = startMs;
        this.endMs = System.currentTimeMillis();
        this.latency = new Latency(live.latency());
    }

    /** Every line of the input, and every record that strangers put into the topic meanwhile. */
    private long eventsIn()
    {
        return live.journaled() + deadLetters - live.rejected();
    }

    private boolean sameState()
    {
        return live.stateHash().equals(replay.stateHash());
    }

    /** Throws when the demo shows that something is wrong. */
    void check()
    {
        OutputCheck.Result account = live.account();
        if (!account.ok())
        {
            throw new UserError("the account does not balance: of " + account.expected() + " flights " +
                    account.missing() + " are missing, " + account.repeated() + " came twice, " + account.unexpected() +
                    " were not expected: " + String.join(", ", account.examples()) + (options.bootstrap() == null
                            ? ""
                            : "; does another demo use these topics of " + options.bootstrap() + "?"));
        }
        if (!sameState())
        {
            throw new UserError("the replay of " + workspace.journal() + " left another state than the run: " +
                    replay.stateHash() + " instead of " + live.stateHash());
        }
    }

    void write()
    {
        latency.writeLog(workspace.histograms(), "ringmain demo " + Version.own() + ", " + pace(), startMs, endMs);
        HtmlReport report = new HtmlReport("Ringmain demo",
                Units.count(eventsIn()) + " flights from Kafka through a journaled ring to Kafka, " + when())
                .highlight("flights accounted for", Units.count(live.account().seen()))
                .highlight("end to end, median", at(50)).highlight("end to end, p99", at(99))
                .highlight("replayed", Units.count(Math.round(replay.recordsPerSecond())) + " / s").latency(latency)
                .table("Worst airports by mean delay, of those with " + minFlights() + " or more flights", worst())
                .fact("Input", options.input() == null
                        ? "20,000 flights of the US Bureau of Transportation Statistics"
                        : options.input().toString())
                .fact("Load", pace()).fact("Dead letters", Units.count(deadLetters))
                .fact("Journaled", Units.count(live.journaled()))
                .fact("State after the run", live.stateHash()).fact("State after the replay", replay.stateHash())
                .fact("How latency is measured",
                        "A stage: from an event's publication to the end of the batch in which " +
                                "the stage handled it, so a later stage's contains the earlier ones'; delays and egress share a lane and end together. committed: from the poll that brought the event to the commit of its " +
                                "result and position. end-to-end: from when the flight was due at the feed, through two " +
                                "topics, to when a consumer read its result, which need not wait for that commit: the demo sends at least once. The app's own code was warmed up before; the first " +
                                FlightFeed.ONE_BY_ONE +
                                " flights go one by one, which opens the connections, and are counted; then the schedule begins.");
        Machine.facts().forEach(report::fact);
        report.write(workspace.report());
    }

    String text()
    {
        StringBuilder text = new StringBuilder();
        text.append('\n').append(Units.count(eventsIn())).append(" flights in, ").append(Units.count(live.eventsOut()))
                .append(" results out, ").append(deadLetters == 0 ? "no" : Units.count(deadLetters))
                .append(" dead letters. ")
                .append(live.account().ok()
                        ? "Every flight is accounted for, none twice."
                        : "THE ACCOUNT DOES NOT BALANCE.")
                .append("\n\nWorst airports by mean delay, in minutes, of those with ").append(minFlights())
                .append(" or more flights\n\n").append(worst().text()).append("\nLatency, ").append(pace())
                .append("\n\n").append(latency.table().text())
                .append("""

                          A stage counts from an event's publication to the end of the batch that handled it (delays and
                          egress share a lane and end together); committed from the poll that brought it to the commit
                          of its result and position; end-to-end from when a flight was due at the feed, through two
                          topics, to when its result was read, which need not wait for that commit: the demo sends at
                          least once. The app was warmed up; the first %d flights go one by one and warm up the rest,
                          and are counted.
                        """
                        .formatted(FlightFeed.ONE_BY_ONE))
                .append("\nReplay: ").append(Units.count(replay.records())).append(" events from the journal in ")
                .append(Units.duration(replay.elapsedNs())).append(" (")
                .append(Units.count(Math.round(replay.recordsPerSecond()))).append(" / s), outputs muted.\n")
                .append("  state after the run     ").append(shortHash(live.stateHash()))
                .append("\n  state after the replay  ").append(shortHash(replay.stateHash()))
                .append(sameState() ? "  identical\n" : "  DIFFERENT\n").append("\nReport        ")
                .append(workspace.report()).append("\nHistograms    ").append(workspace.histograms())
                .append("\nJournal       ").append(workspace.journal()).append('\n');
        if (deadLetters > 0)
        {
            text.append("Dead letters  ").append(workspace.deadLetters()).append('\n');
        }
        return text.toString();
    }

    String json()
    {
        return new DemoSummary(eventsIn(), live.eventsOut(), deadLetters, live.journaled(), replay.records(),
                live.stateHash(), replay.stateHash(), latency, workspace.journal(), workspace.report()).json() + "\n";
    }

    private Table worst()
    {
        Table table = Table.of("airport", "flights", "mean delay", "on time", "p95 delay");
        for (AirportDelays airport : live.states().worst(WORST, minFlights()))
        {
            table.row(airport.airport(), Units.count(airport.flights()), Units.decimal(airport.meanDelayMinutes(), 1),
                    Units.percent(airport.onTimeShare()), Integer.toString(airport.p95DelayMinutes()));
        }
        return table;
    }

    /** So that one late flight does not make an airport the worst of all; few flights allow no such demand. */
    private long minFlights()
    {
        return Math.max(1, Math.min(USUAL_MIN_FLIGHTS, live.account().seen() / 400));
    }

    private String pace()
    {
        String fed = options.rate() == 0
                ? "fed as fast as Kafka takes them, so queueing is included"
                : "fed at " + Units.count(options.rate()) + " a second";
        return String.format(Locale.ROOT, "%s, %.1f s in all", fed, (endMs - startMs) / 1e3);
    }

    private String when()
    {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault())
                .format(Instant.ofEpochMilli(startMs));
    }

    private String at(double percentile)
    {
        Histogram end = latency.stages().get(LiveRun.END_TO_END);
        return end.getTotalCount() == 0 ? "–" : Units.duration(end.getValueAtPercentile(percentile));
    }

    private static String shortHash(String hash)
    {
        return hash.substring(0, SHORT_HASH) + "…";
    }
}
