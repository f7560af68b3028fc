package io.ringmain.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.node.Endpoint;

/** {@code ringmain bridge}: what is asked for, checked before anything is opened. */
@Command(name = "bridge", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Copies records from a topic, a file, a journal or standard input to another.", description = {
    "", "From a topic to a topic records keep key, value, headers, time, and the partition where the other topic " +
            "has it; so they do through a journal. Lines become records without a key, which Kafka's client spreads " +
            "over the partitions; in a file and on standard output a record is its value and a line feed.",
    "", "A topic is followed for ever, from its beginning; with a group, from what the group has committed, and what " +
            "the destination has acknowledged is committed: each record at least once. All else ends at its end. Ctrl-C " +
            "and SIGTERM stop cleanly: what was taken is delivered, and committed.",
    "", "Examples:", "  echo '{\"name\": \"Alice\", \"age\": 30}' | ringmain bridge stdin: kafka:test_topic --create",
    "  ringmain bridge kafka:test_topic stdout:",
    "  ringmain bridge \"kafka:flights?group=backup\" \"kafka:flights?bootstrap=other:9092\"",
    "  ringmain bridge file:people.jsonl kafka:people --key-field id --dead-letter refused.jsonl"})
final class BridgeVerb implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "SRC", converter = EndpointOption.class, description = "kafka:TOPIC[?bootstrap=HOST:PORT&group=NAME&config=FILE], file:PATH (plain or .gz), stdin:, or " +
            "journal:DIR.")
    private Endpoint source;

    @Parameters(index = "1", paramLabel = "DST", converter = EndpointOption.class, description = "kafka:TOPIC[?bootstrap=HOST:PORT&config=FILE], file:PATH (.gz packs it), stdout:, or journal:DIR.")
    private Endpoint destination;

    @Option(names = "--follow", negatable = true, description = "Go on for ever with what comes, or end where the source ends now. Default: a topic is followed, " +
            "nothing else is.")
    private Boolean follow;

    @Option(names = "--create", paramLabel = "PARTITIONS", arity = "0..1", fallbackValue = CreateOption.DEFAULT, converter = CreateOption.class, preprocessor = CreateOption.Attached.class, description = "Create a topic that is not there, with so many partitions. Default: " +
            CreateOption.DEFAULT + ".")
    private Integer partitions;

    @Option(names = "--key-field", paramLabel = "NAME", description = "Take each record's key from this field of its JSON value, so that records of one key stay in order, " +
            "in one partition. A record without it ends the copying.")
    private String keyField;

    @Option(names = "--dead-letter", paramLabel = "FILE", converter = PathOption.class, description = "Append records that the destination refuses (too large, no such field) to this file, as JSON lines " +
            "with place and reason, and go on, instead of ending there.")
    private Path deadLetters;

    @Option(names = "--append", description = "Go on behind what a file holds.")
    private boolean append;

    @Option(names = "--overwrite", description = "Replace what a file holds.")
    private boolean overwrite;

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
        boolean following = follow == null ? source instanceof Endpoint.Topic : follow;
        BridgeOptions options = new BridgeOptions(source, destination, following, partitions, keyField, deadLetters,
                append ? IfThere.APPEND : overwrite ? IfThere.REPLACE : IfThere.REFUSE, key.key());
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new BridgeRun(options, ringmain.streams(), ringmain.json(), lifetime).run();
        }
    }

    private void check()
    {
        checkEnds();
        if (Boolean.TRUE.equals(follow) && source instanceof Endpoint.StandardInput)
        {
            throw wrong("--follow goes with a topic, a file or a journal; standard input ends when its writer ends it");
        }
        if (partitions != null && !(source instanceof Endpoint.Topic) && !(destination instanceof Endpoint.Topic))
        {
            throw wrong("--create goes with kafka:TOPIC");
        }
        if (keyField != null &&
                (destination instanceof Endpoint.Lines || destination instanceof Endpoint.StandardOutput))
        {
            throw wrong("--key-field: %s keeps values alone; leave it out".formatted(destination));
        }
        if (append && overwrite)
        {
            throw wrong("--append and --overwrite are both given; choose one");
        }
        if ((append || overwrite) && !(destination instanceof Endpoint.Lines))
        {
            throw wrong("--append and --overwrite go with a file");
        }
    }

    private void checkEnds()
    {
        if (source instanceof Endpoint.AppClass || destination instanceof Endpoint.AppClass)
        {
            throw wrong(
                    "an app is no end of a bridge: \"ringmain run\" feeds one from a topic, \"ringmain replay\" from a " +
                            "journal");
        }
        if (source instanceof Endpoint.StandardOutput)
        {
            throw wrong("stdout: cannot be read from; give kafka:TOPIC, file:PATH, journal:DIR or stdin:");
        }
        if (destination instanceof Endpoint.StandardInput)
        {
            throw wrong("stdin: cannot be written to; give kafka:TOPIC, file:PATH, journal:DIR or stdout:");
        }
        if (destination instanceof Endpoint.Topic topic && topic.group() != null)
        {
            throw wrong(destination + ": a group is for reading; leave it out");
        }
        if (isTheSame())
        {
            throw wrong(source + " would be copied into itself; give another destination");
        }
    }

    private boolean isTheSame()
    {
        if (source instanceof Endpoint.Topic from && destination instanceof Endpoint.Topic to)
        {
            return from.topic().equals(to.topic()) && from.bootstrap().equals(to.bootstrap());
        }
        if (source instanceof Endpoint.Lines from && destination instanceof Endpoint.Lines to)
        {
            return isTheSame(from.path(), to.path());
        }
        return source instanceof Endpoint.Journal from && destination instanceof Endpoint.Journal to &&
                isTheSame(from.directory(), to.directory());
    }

    private static boolean isTheSame(Path one, Path other)
    {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private ParameterException wrong(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }
}
