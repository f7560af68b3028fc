package io.ringmain.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalReader;
import io.ringmain.node.Endpoint;

/** {@code ringmain cat}: the records of a journal on standard output. */
@Command(name = "cat", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Shows the records of a journal.")
final class CatVerb implements Callable<Integer>
{
    /** What is shown of a record. */
    enum Form
    {
        JSON, TEXT, HEX, RAW
    }

    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "At most so many records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--follow", description = "Waits at the end for what a writer adds.")
    private boolean follow;

    @Option(names = "--as", paramLabel = "FORM", defaultValue = "json")
    private Form form;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        try (Lifetime lifetime = ringmain.lifetime(); JournalReader reader = JournalReader.open(journal.directory()))
        {
            new CatRun(reader, new RecordView(0), format(), ringmain.streams(), lifetime).run(limit, follow);
            return lifetime.interrupted() ? Ringmain.INTERRUPTED : 0;
        }
    }

    private RecordFormat format()
    {
        return switch (form)
        {
            case JSON -> new JsonFormat();
            case TEXT -> RecordFormat::text;
            case HEX -> new HexDump(Progress.columns());
            case RAW -> RecordFormat::raw;
        };
    }
}
