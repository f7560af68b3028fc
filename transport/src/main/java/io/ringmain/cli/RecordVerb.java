package io.ringmain.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.SyncPolicy;
import io.ringmain.node.Endpoint;

/** {@code ringmain record}: what is asked for, checked before anything is opened. */
@Command(name = "record", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Records a topic, a file or standard input into a journal.", description = {
    "", "Lines become records without their line feed, byte for byte; what a topic holds keeps its keys, " +
            "headers and times. A journal that is there is gone on with. Ctrl-C stops cleanly: everything taken is in " +
            "the journal. With --keep-bytes, --keep-age or --keep-segments the oldest segments are deleted as new ones " +
            "begin, but none that a registered reader or a snapshot still needs.",
    "", "Examples:", "  ringmain record file:flights.jsonl.gz journal:data/flights",
    "  ringmain record \"kafka:flights?bootstrap=localhost:9092\" journal:data/flights --follow",
    "  tail -F app.log | ringmain record stdin: journal:data/app --keep-bytes 10GB"})
final class RecordVerb implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "SRC", converter = EndpointOption.class, description = "kafka:TOPIC[?bootstrap=HOST:PORT&group=NAME&config=FILE], file:PATH (plain or .gz), " +
            "stdin:, or journal:DIR. A topic is read from its beginning, or with a group from its committed offsets.")
    private Endpoint source;

    @Parameters(index = "1", paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "Where to; made when it is not there.")
    private Endpoint.Journal journal;

    @Option(names = "--follow", description = "Go on for ever with what comes, instead of ending where a topic or a file ends now.")
    private boolean follow;

    @Option(names = "--resume", description = "Go on behind what the journal has of this topic or file, after an interruption.")
    private boolean resume;

    @Option(names = "--sync", paramLabel = "WHEN", converter = SyncOption.class, description = "When to force the journal to the disk, so that it survives a power loss: none (only full segments " +
            "and the end; the default), every-batch, or an interval such as 10ms. A killed process loses nothing either way.")
    private SyncPolicy sync;

    @Option(names = "--segment", paramLabel = "SIZE", converter = SizeOption.class, description = "How much disk a segment of the journal takes, from 1MB to 1GB. Default: 64MB.")
    private Long segment;

    @Mixin
    private RetentionOptions retention;

    @Mixin
    private KeyOptions key;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call() throws Exception
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        check();
        RecordOptions options = new RecordOptions(source, journal, follow, resume, journalOptions(), key);
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new RecordRun(options, ringmain.streams(), ringmain.json(), lifetime).run();
        }
    }

    private void check()
    {
        if (source instanceof Endpoint.StandardOutput || source instanceof Endpoint.AppClass)
        {
            throw wrong(source + " cannot be recorded; give kafka:TOPIC, file:PATH, stdin: or journal:DIR");
        }
        if (resume && source instanceof Endpoint.StandardInput)
        {
            throw wrong("--resume: standard input cannot be read again from a line; leave --resume out");
        }
        if (resume && source instanceof Endpoint.Journal)
        {
            throw wrong("--resume goes with a topic or a file; leave it out");
        }
        if (source instanceof Endpoint.Journal from &&
                from.directory().toAbsolutePath().normalize().equals(journal.directory().toAbsolutePath().normalize()))
        {
            throw wrong(source + " would be recorded into itself; give another journal");
        }
    }

    private JournalOptions journalOptions()
    {
        JournalOptions chosen = JournalOptions.defaults().withKey(key.key())
                .withRetention(retention.retention());
        chosen = sync == null ? chosen : chosen.withSync(sync);
        try
        {
            return segment == null
                    ? chosen
                    : chosen.withSegmentBytes((int) Math.min(Integer.MAX_VALUE, segment));
        }
        catch (IllegalArgumentException e)
        {
            throw wrong("--segment: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
