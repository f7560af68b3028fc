package io.ringmain.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalDamage;
import io.ringmain.journal.JournalRepair;
import io.ringmain.journal.RepairReport;
import io.ringmain.node.Endpoint;
import io.ringmain.report.Units;

/** {@code ringmain repair}: makes a damaged journal usable again. */
@Command(name = "repair", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", header = "Makes a damaged journal usable again, without what is lost.", description = {
    "",
    "Says first what it is going to do, and does it without asking. Damaged segments are put aside into the folder " +
            "\"damaged\" of the journal, and nothing is thrown away. Good records keep their sequences; those that are " +
            "lost are given up for good, so restore a copy instead where there is one. Refuses while a writer is at work."}, footer = {
                "", "Examples:", "  ringmain repair journal:flights --dry-run", "  ringmain repair journal:flights", "",
                "Exit codes: 0 done, also when there was nothing to do; 1 failed; 2 called wrongly; 130 interrupted."})
final class RepairVerb implements Callable<Integer>
{
    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Option(names = "--dry-run", description = "Only says what it would do.")
    private boolean dryRun;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        try (Lifetime lifetime = ringmain.lifetime())
        {
            RepairReport plan = repair(true, lifetime);
            if (!ringmain.json())
            {
                print(plan);
            }
            RepairReport result = dryRun || plan.actions().isEmpty() ? plan : repair(false, lifetime);
            PrintStream out = ringmain.streams().out();
            if (ringmain.json())
            {
                out.println(json(result));
            }
            else if (!result.dryRun())
            {
                out.println("Done. Check it: ringmain verify " + journal);
            }
            return 0;
        }
    }

    private RepairReport repair(boolean onlySay, Lifetime lifetime)
    {
        try (Progress progress = new Progress(ringmain.streams().err(), ringmain.streams().terminal()))
        {
            VerifyRun look = new VerifyRun(progress, lifetime);
            return JournalRepair.repair(journal.directory(), onlySay, look::look);
        }
    }

    private void print(RepairReport plan)
    {
        PrintStream out = ringmain.streams().out();
        if (plan.actions().isEmpty())
        {
            out.println("Nothing to repair: " + journal + " has " + Units.count(plan.before().records(), "record") +
                    ", and every byte is as it was written.");
            return;
        }
        out.println(dryRun ? "A repair would do this:" : "This is going to be done:");
        plan.actions().forEach(action -> out.println("  - " + action));
        for (JournalDamage lost : plan.lost())
        {
            if (lost.lost() != 0)
            {
                out.println("  " + (dryRun ? "Would be lost" : "Lost") + " for good: " + VerifyReport.sequences(lost));
            }
        }
    }

    private String json(RepairReport report)
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("journal", journal.toString())
                .put("dryRun", report.dryRun()).put("cleanBefore", report.before().isClean());
        ArrayNode actions = json.putArray("actions");
        report.actions().forEach(actions::add);
        ArrayNode lost = json.putArray("lost");
        for (JournalDamage damage : report.lost())
        {
            ObjectNode one = lost.addObject().put("firstLost", damage.firstLost());
            if (damage.lost() != JournalDamage.UNKNOWN)
            {
                one.put("lastLost", damage.lastLost());
            }
        }
        return json.toString();
    }
}
