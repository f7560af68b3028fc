package io.ringmain.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalStat;
import io.ringmain.journal.JournalTrimmer;
import io.ringmain.journal.TrimResult;
import io.ringmain.node.Endpoint;
import io.ringmain.report.Units;

/** {@code ringmain trim}: deletes the oldest segments of a journal. */
@Command(name = "trim", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", header = "Deletes the oldest segments of a journal.", description = {
    "",
    "Whole segments only, never the last one, and none that a registered reader or a snapshot that is kept still needs. " +
            "A writer may go on meanwhile."}, footer = {
                "", "Examples:", "  ringmain trim journal:flights --keep-bytes 10GB --dry-run",
                "  ringmain trim journal:flights --keep-age 7d",
                "  ringmain trim journal:flights --before 2026-11-26T00:00:00Z", "",
                "Exit codes: 0 done, also when there was nothing to delete; 1 failed; 2 called wrongly."})
final class TrimVerb implements Callable<Integer>
{
    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Limit limit;

    @Option(names = "--dry-run", description = "Only says what would be deleted.")
    private boolean dryRun;

    @ParentCommand
    private Ringmain ringmain;

    /** What is kept; one of them. */
    private static final class Limit extends RetentionOptions
    {
        @Option(names = "--before", paramLabel = "PLACE", converter = JournalPoint.Option.class, description = "Keeps the segments with a record at this place or behind it: a sequence (1200), a time (2026-11-26T10:00:00Z), or a time from the journal's first record on (+30s).")
        private JournalPoint before;
    }

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        TrimResult result = trim();
        PrintStream out = ringmain.streams().out();
        if (ringmain.json())
        {
            out.println(json(result));
        }
        else
        {
            print(result, out);
        }
        return 0;
    }

    private TrimResult trim()
    {
        JournalTrimmer trimmer = new JournalTrimmer(journal.directory(), limit.retention());
        if (limit.before instanceof JournalPoint.Sequence sequence)
        {
            return trimmer.before(sequence.number(), dryRun);
        }
        if (limit.before instanceof JournalPoint.Time time)
        {
            return trimmer.beforeTime(time.ns(), dryRun);
        }
        if (limit.before instanceof JournalPoint.AfterStart after)
        {
            return trimmer.beforeTime(JournalStat.of(journal.directory()).firstTimeNs() + after.ns(), dryRun);
        }
        return dryRun ? trimmer.dryRun() : trimmer.run();
    }

    private void print(TrimResult result, PrintStream out)
    {
        String segments = Units.count(result.deleted().size(), "segment");
        if (result.deleted().isEmpty())
        {
            out.println(
                    "Nothing to delete; the first record that is kept is " + Units.count(result.firstSequence()) + '.');
        }
        else
        {
            out.println((dryRun ? "Would delete " : "Deleted ") + segments + " with the sequences before " +
                    Units.count(result.firstSequence()) + ", which " + (dryRun ? "would free " : "freed ") +
                    Units.bytes(result.bytes()) + ": " + names(result) + '.');
        }
        if (!result.holders().isEmpty())
        {
            out.println("Held back" + (result.heldBack() == 0
                    ? ""
                    : ", " + Units.count(result.heldBack(), "segment") + " more,") + " by " +
                    String.join("; ", result.holders()) + '.');
        }
    }

    private static String names(TrimResult result)
    {
        String first = result.deleted().get(0).getFileName().toString();
        int count = result.deleted().size();
        return count == 1 ? first : first + " to " + result.deleted().get(count - 1).getFileName();
    }

    private String json(TrimResult result)
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("journal", journal.toString()).put("dryRun", dryRun);
        ArrayNode deleted = json.putArray("deleted");
        result.deleted().forEach(file -> deleted.add(file.toString()));
        json.put("freedBytes", result.bytes()).put("firstSequence", result.firstSequence()).put("heldBackSegments",
                result.heldBack());
        result.holders().forEach(json.putArray("heldBackBy")::add);
        return json.toString();
    }
}
