package io.ringmain.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import io.ringmain.journal.JournalDamage;
import io.ringmain.journal.JournalReader;
import io.ringmain.journal.ReadOptions;
import io.ringmain.node.Endpoint;

/** {@code ringmain cat}: the records of a journal on standard output. */
@Command(name = "cat", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, parameterListHeading = "%n", optionListHeading = "%nOptions:%n", header = "Shows the records of a journal.", description = {
    "", "As json, a line for each: sequence, time, partition and position in the log that it came from, key, " +
            "headers, length, value. What a record does not have is left out. A value that is a JSON object or " +
            "array is a part of the line; one that is no text is there as valueBase64."}, footer = {
                "", "Examples:", "  ringmain cat journal:flights --tail 3",
                "  ringmain cat journal:flights --from 2026-11-26T10:00:00Z --to +90m | jq .value.delay",
                "  ringmain cat journal:flights --as text --follow | grep SFO",
                "  ringmain cat journal:flights --from 1200 -n 1 --as hex", "",
                "Exit codes: 0 done, also when nobody reads the output any more; 1 failed, such as at damage; " +
                        "2 called wrongly; 130 interrupted."})
final class CatVerb implements Callable<Integer>
{
    /** What is shown of a record. */
    enum Form
    {
        JSON, TEXT, HEX, RAW
    }

    @Parameters(paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "The journal.")
    private Endpoint.Journal journal;

    @Option(names = "--from", paramLabel = "PLACE", converter = JournalPoint.Option.class, description = "The first record: a sequence (1200), a time (2026-11-26T10:00:00Z), or a time from the journal's first record on (+30s). Default: the first that is kept.")
    private JournalPoint from;

    @Option(names = "--to", paramLabel = "PLACE", converter = JournalPoint.Option.class, description = "The first record that is no longer shown. Default: none.")
    private JournalPoint to;

    @Option(names = {"-n",
        "--limit"}, paramLabel = "N", converter = CountOption.class, description = "At most N records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--tail", paramLabel = "N", converter = CountOption.class, description = "Only the last N of them.")
    private Long tail;

    @Option(names = "--follow", description = "Waits at the end for what a writer adds, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--as", paramLabel = "FORM", defaultValue = "json", description = "json; text: the value as it is, and a line end; hex: the value's bytes in hexadecimal; raw: the value's bytes and nothing between them. Default: ${DEFAULT-VALUE}.")
    private Form form;

    @Option(names = "--skip-bytes", paramLabel = "N", converter = CountOption.OfInt.class, description = "Leaves out the first N bytes of every value, such as a time that an app puts there.")
    private int skipBytes;

    @Option(names = "--skip-damaged", description = "Goes on behind damage, and says on standard error what is lost.")
    private boolean skipDamaged;

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        ReadOptions options = ReadOptions.defaults().withKey(keys.key());
        if (skipDamaged)
        {
            options = options.skippingDamage(this::sayLost);
        }
        try (Lifetime lifetime = ringmain.lifetime();
                JournalReader reader = JournalReader.open(journal.directory(), options))
        {
            RecordView view = new RecordView(skipBytes);
            CatRun run = new CatRun(reader, view, format(), ringmain.streams(), lifetime);
            run.run(range(reader), limit, follow);
            return lifetime.interrupted() ? Ringmain.INTERRUPTED : 0;
        }
    }

    private CatRange range(JournalReader reader)
    {
        CatRange range = CatRange.of(journal.directory(), from, to);
        if (!follow)
        {
            range.check(journal.directory());
        }
        if (tail == null)
        {
            return range;
        }
        return range.last(tail, journal.directory(), reader);
    }

    private void sayLost(JournalDamage damage)
    {
        ringmain.streams().err().println("ringmain: " + damage);
    }

    private RecordFormat format()
    {
        return switch (form)
        {
            case JSON -> new JsonFormat();
            case TEXT -> RecordFormat::text;
            case HEX -> new HexDump(Progress.columns() - HexDump.INDENT.length());
            case RAW -> RecordFormat::raw;
        };
    }
}
