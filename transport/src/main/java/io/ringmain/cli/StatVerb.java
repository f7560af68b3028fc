package io.ringmain.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalStat;
import io.ringmain.journal.ReaderRegistration;
import io.ringmain.journal.SegmentStat;
import io.ringmain.journal.SegmentStat.State;
import io.ringmain.journal.WriterProcess;
import io.ringmain.node.Endpoint;
import io.ringmain.recovery.SnapshotStore;
import io.ringmain.report.Units;

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

    private List<Long> snapshots;
    private List<StatView.Reader> readers;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        // before the journal, so that no reader seems to be ahead of it
        snapshots = SnapshotStore.of(journal.directory()).sequences();
        readers = readers();
        JournalStat summary = JournalStat.of(journal.directory());
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

    private StatView view(JournalStat stat, int columns)
    {
        List<StatView.Part> parts = stat.segments().stream().filter(segment -> segment.state() != State.MISSING)
                .map(segment -> new StatView.Part(segment.file().getFileName().toString(), segment.firstSequence(),
                        segment.count(), segment.firstTimeNs(), segment.bytes(), segment.state() == State.OPEN))
                .toList();
        long spanNs = stat.lastTimeNs() - stat.firstTimeNs();
        StatView.OverTime overTime = spanNs <= 0 || stat.records() == 0
                ? null
                : new StatView.OverTime(LongStream
                        .of(stat.histogram(stat.firstTimeNs(), stat.lastTimeNs() + 1, columns)).boxed().toList(),
                        (double) spanNs / columns);
        long writer = WriterProcess.of(journal.directory());
        return new StatView(journal.toString(), stat.firstSequence(), stat.lastSequence(), stat.records(),
                stat.firstTimeNs(), stat.lastTimeNs(), parts, stat.encrypted(),
                writer == WriterProcess.NONE ? null : "process " + writer, findings(stat),
                readers, snapshots, overTime);
    }

    /** Without the registration of the snapshots, as long as it says the same as they do. */
    private List<StatView.Reader> readers()
    {
        return ReaderRegistration.list(journal.directory()).stream()
                .filter(reader -> !reader.name().equals(SnapshotStore.FOLDER) || snapshots.isEmpty() ||
                        reader.sequence() != snapshots.get(0))
                .map(reader -> new StatView.Reader(reader.name(), reader.sequence(), reader.silent())).toList();
    }

    private static List<String> findings(JournalStat stat)
    {
        List<String> findings = new ArrayList<>();
        for (SegmentStat segment : stat.segments())
        {
            String name = segment.file().getFileName().toString();
            if (segment.state() == State.UNREADABLE)
            {
                findings.add(name + " cannot be read");
            }
            else if (segment.state() == State.MISSING)
            {
                findings.add(name + " is missing" +
                        (segment.count() == 0
                                ? ""
                                : ", with " + sequences(segment.firstSequence(), segment.lastSequence())));
            }
        }
        for (JournalStat.Gap gap : stat.gaps())
        {
            boolean told = stat.segments().stream().anyMatch(segment -> segment.state() == State.MISSING &&
                    segment.firstSequence() == gap.first() && segment.lastSequence() == gap.last());
            if (!told && !stat.givenUp().contains(gap))
            {
                findings.add(sequences(gap.first(), gap.last()) + " are not there");
            }
        }
        stat.givenUp().forEach(gap -> findings.add(sequences(gap.first(), gap.last()) + " were given up by a repair"));
        return findings;
    }

    private static String sequences(long first, long last)
    {
        return last < first
                ? "the sequences from " + Units.count(first) + " on"
                : "the sequences " + Units.count(first) + " to " + Units.count(last);
    }
}
