package io.ringmain.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalSummary;
import io.ringmain.node.Endpoint;

/** {@code ringmain stat}: a journal on one screen. */
@Command(name = "stat", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", header = "Shows what is in a journal: sequences, times, rates, sizes, who uses it.", description = {
    "", "Does not read all of it, so that it is quick however large the journal is, and needs no key."}, footer = {
        "", "Examples:", "  ringmain stat journal:flights",
        "  ringmain stat journal:flights --json | jq .records", "",
        "Exit codes: 0 done, 1 failed, 2 called wrongly."})
final class StatVerb implements Callable<Integer>
{
    /** What a program gets, which has no terminal. */
    private static final int COLUMNS_OF_JSON = 60;

    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Option(names = "--segments", description = "Lists the segments, too.")
    private boolean segments;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        JournalSummary summary = JournalSummary.of(journal.directory());
        PrintStream out = ringmain.streams().out();
        if (ringmain.json())
        {
            out.println(StatJson.of(view(summary, COLUMNS_OF_JSON)));
        }
        else
        {
            int columns = Progress.columns();
            // how wide the scale is depends on the rate, and that on how wide a column is: room for ten times the mean
            int width = new Sparkline(1, columns - StatReport.INDENT).width(10 * view(summary, 1).meanPerSecond());
            new StatReport(view(summary, width), columns, out).print(segments);
        }
        return 0;
    }

    private StatView view(JournalSummary summary, int columns)
    {
        List<StatView.Part> parts = summary.segments().stream()
                .map(part -> new StatView.Part(part.file().getFileName().toString(), part.firstSequence(),
                        part.records(), part.firstTimeNs(), part.bytes(), !part.sealed()))
                .toList();
        long spanNs = summary.lastTimeNs() - summary.firstTimeNs();
        StatView.OverTime overTime = spanNs <= 0
                ? null
                : new StatView.OverTime(summary.overTime(columns), (double) spanNs / columns);
        return new StatView(journal.toString(), summary.firstSequence(), summary.records(), summary.firstTimeNs(),
                summary.lastTimeNs(), parts, summary.encrypted(),
                summary.writer() == JournalSummary.NOBODY ? null : "process " + summary.writer(), summary.problems(),
                List.of(), List.of(), overTime);
    }
}
