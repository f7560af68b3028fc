package io.ringmain.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalReport;
import io.ringmain.node.Endpoint;

/** {@code ringmain verify}: whether a journal is as it was written, every byte of it. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", exitCodeOnExecutionException = VerifyVerb.TROUBLE, header = "Reads all of a journal and checks it.", description = {
    "",
    "Checks the checksum of every batch, that no sequence is missing between them, and that the journal ends where " +
            "its writer ended it. Says where it is damaged, and which records are lost. Changes nothing."}, footer = {
                "", "Examples:", "  ringmain verify journal:flights",
                "  ringmain verify journal:flights --json | jq .damage", "",
                "Exit codes: 0 clean, 1 damaged, 2 called wrongly or could not be checked, 130 interrupted."})
final class VerifyVerb implements Callable<Integer>
{
    static final int TROUBLE = 2;

    private static final int DAMAGED = 1;

    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        JournalReport found = found();
        VerifyReport report = new VerifyReport(journal.toString(), found);
        PrintStream out = ringmain.streams().out();
        if (ringmain.json())
        {
            out.println(report.json());
        }
        else
        {
            report.print(out);
        }
        return found.isClean() ? 0 : DAMAGED;
    }

    private JournalReport found()
    {
        try (Lifetime lifetime = ringmain.lifetime();
                Progress progress = new Progress(ringmain.streams().err(), ringmain.streams().terminal()))
        {
            return new VerifyRun(progress, lifetime).run(journal, keys.key());
        }
    }
}
