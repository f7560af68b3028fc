package io.ringmain.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.ringmain.report.Table;
import io.ringmain.report.Units;

/** What there is to tell of a journal, on one screen. */
final class StatReport
{
    private static final int NAME_COLUMNS = 11;
    private static final int PLOT_ROWS = 3;
    static final int INDENT = 3;
    /** A reader that says nothing for so long may have been killed; what it needs is kept all the same. */
    private static final Duration ALIVE = Duration.ofMinutes(1);
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final StatView stat;
    private final int columns;
    private final PrintStream out;

    StatReport(StatView stat, int columns, PrintStream out)
    {
        this.stat = stat;
        this.columns = columns;
        this.out = out;
    }

    void print(boolean segments)
    {
        out.println();
        line("journal", stat.name() + (stat.encrypted() ? ", encrypted" : ""));
        if (stat.records() == 0)
        {
            line("records", stat.firstSequence() == 0
                    ? "none yet"
                    : "none, all before " + Units.count(stat.firstSequence()) + " were trimmed");
        }
        else
        {
            printRecords();
        }
        line("size", size());
        line("writer", stat.writer() == null ? "none, it is closed" : stat.writer());
        printReaders();
        if (!stat.snapshots().isEmpty())
        {
            int last = stat.snapshots().size() - 1;
            line("snapshots", Units.count(last + 1) + (last == 0
                    ? ""
                    : ", the oldest at " + Units.count(stat.snapshots().get(0))) + ", the newest at " +
                    Units.count(stat.snapshots().get(last)));
        }
        printFindings();
        if (stat.overTime() != null)
        {
            out.println();
            new Sparkline(PLOT_ROWS, columns - INDENT).lines(stat.overTime().counts(), stat.firstTimeNs(),
                    stat.overTime().columnNs()).forEach(line -> out.println("  " + line));
        }
        if (segments)
        {
            out.println();
            out.print(table());
        }
        out.println();
    }

    private void printRecords()
    {
        line("records", Units.count(stat.records()) + (stat.records() == 1
                ? ", sequence " + Units.count(stat.firstSequence())
                : ", sequences " + Units.count(stat.firstSequence()) + " to " + Units.count(stat.lastSequence())));
        if (stat.firstSequence() > 0)
        {
            line("trimmed", Units.count(stat.firstSequence()) + " before these");
        }
        String from = DAY.format(at(stat.firstTimeNs())) + ' ' + TIME.format(at(stat.firstTimeNs()));
        String day = DAY.format(at(stat.lastTimeNs()));
        String to = (from.startsWith(day) ? "" : day + ' ') + TIME.format(at(stat.lastTimeNs()));
        line("time", stat.spanNs() == 0 ? from + " UTC" : from + " to " + to + " UTC, " + span(stat.spanNs()));
        if (stat.meanPerSecond() > 0)
        {
            line("rate", rate(stat.meanPerSecond()) + " on average" + (stat.overTime() == null
                    ? ""
                    : ", at most " + rate(stat.overTime().peakPerSecond()) + " over " +
                            Units.duration(Math.round(stat.overTime().columnNs()))));
        }
    }

    private String size()
    {
        int count = stat.segments().size();
        return Units.bytes(stat.bytes()) + " in " + (count == 1 ? "1 segment" : Units.count(count) + " segments") +
                (stat.records() == 0 ? "" : ", " + Units.bytes(stat.bytes() / stat.records()) + " a record");
    }

    private void printReaders()
    {
        String name = "readers";
        for (StatView.Reader reader : stat.readers())
        {
            long behind = Math.max(0, stat.lastSequence() + 1 - reader.sequence());
            line(name, reader.name() + " at " + Units.count(reader.sequence()) + ", " +
                    (behind == 0 ? "up to date" : Units.count(behind) + " behind") +
                    (reader.silent().compareTo(ALIVE) < 0
                            ? ""
                            : ", silent for " + Units.span(reader.silent().toNanos())));
            name = "";
        }
    }

    private void printFindings()
    {
        String name = "damage";
        for (String finding : stat.findings())
        {
            line(name, finding);
            name = "";
        }
        if (stat.findings().isEmpty())
        {
            line("damage", "none seen without reading all of it; verify does");
        }
    }

    private String table()
    {
        Table table = Table.of("segment", "from", "records", "begun", "size");
        for (StatView.Part part : stat.segments())
        {
            table.row(part.file(), Units.count(part.firstSequence()), Units.count(part.records()),
                    part.records() == 0 ? "" : TIME.format(at(part.firstTimeNs())),
                    (part.open() ? "open, " : "") + Units.bytes(part.bytes()));
        }
        return table.text();
    }

    private void line(String name, String text)
    {
        out.println("  " + name + " ".repeat(NAME_COLUMNS - name.length()) + text);
    }

    private static String rate(double perSecond)
    {
        return Sparkline.scale(perSecond);
    }

    private static String span(long ns)
    {
        return ns < MINUTE_NS ? Units.duration(ns) : Units.span(ns);
    }

    private static Instant at(long ns)
    {
        return Instant.ofEpochSecond(0, ns);
    }
}
