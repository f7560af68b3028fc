package io.ringmain.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.node.Endpoint;
import io.ringmain.transfer.Schedule;

/** {@code ringmain replay}: what is asked for, checked before anything is opened. */
@Command(name = "replay", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Plays a journal to a topic, a file, standard output, or into a pipeline of yours.", description = {
    "", "Records keep what they had; in a file and on standard output each is its value, byte for byte, and a " +
            "line feed. A topic gets the recorded times, by which its retention goes. Pacing follows the recorded times " +
            "(or the rate) and is never put off by a slow destination; how late records were is told at the end.",
    "",
    "On a terminal: space pauses and goes on, the right arrow plays the next record of a pause, up and down change " +
            "the speed, q ends.",
    "", "Examples:", "  ringmain replay journal:data/flights | head",
    "  ringmain replay journal:data/flights kafka:copy --speed 2x --from 2026-11-26T10:00:00Z",
    "  ringmain replay journal:data/flights file:part.jsonl.gz --from +30s --to +90s",
    "  ringmain replay journal:data/flights app:com.example.MyApp --classpath my.jar"})
final class ReplayVerb implements Callable<Integer>
{
    private static final String DEFAULT_DESTINATION = "stdout:";

    @Parameters(index = "0", paramLabel = "journal:DIR", converter = EndpointOption.OfJournal.class, description = "What to play.")
    private Endpoint.Journal journal;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DST", defaultValue = DEFAULT_DESTINATION, converter = EndpointOption.class, description = "stdout: (default), file:PATH (.gz packs it), kafka:TOPIC[?bootstrap=HOST:PORT&config=FILE], or " +
            "app:CLASS, an io.ringmain.node.App with a constructor without parameters; its live-only stages are muted.")
    private Endpoint destination;

    @Option(names = "--from", paramLabel = "PLACE", converter = JournalPoint.Option.class, description = "The first record, included: a sequence (1200), a time (2026-11-26T10:00:00Z) or a time from the " +
            "journal's start (+30s).")
    private JournalPoint from;

    @Option(names = "--to", paramLabel = "PLACE", converter = JournalPoint.Option.class, description = "The first record that is no longer played, in the same ways.")
    private JournalPoint to;

    @Option(names = "--speed", paramLabel = "SPEED", converter = SpeedOption.class, description = "original, a factor (2x, 0.5x), or max. Default: original to a topic, max elsewhere.")
    private Double speed;

    @Option(names = "--rate", paramLabel = "N/s", converter = SpeedOption.Rate.class, description = "A fixed number of records a second instead of the recorded times.")
    private Double rate;

    @Option(names = "--loop", paramLabel = "N", arity = "0..1", fallbackValue = "for ever", converter = Laps.class, description = "Play it N times, or for ever.")
    private Long laps;

    @Option(names = "--paused", description = "Begin with a pause (on a terminal).")
    private boolean paused;

    @Option(names = "--skip-damaged", description = "Pass over what is damaged, and say what that was, instead of ending there.")
    private boolean skipDamaged;

    @Option(names = "--append", description = "Go on behind what a file holds.")
    private boolean append;

    @Option(names = "--overwrite", description = "Replace what a file holds.")
    private boolean overwrite;

    @Option(names = "--classpath", paramLabel = "PATH", description = "Jars and folders with the app's classes, as the java command takes them.")
    private String classPath;

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
        ReplayOptions options = new ReplayOptions(journal, destination, from, to, schedule(), laps == null ? 1 : laps,
                paused, skipDamaged,
                append ? IfThere.APPEND : overwrite ? IfThere.REPLACE : IfThere.REFUSE, classPath, key.key(), typed());
        try (Lifetime lifetime = ringmain.lifetime())
        {
            return new ReplayRun(options, ringmain.streams(), ringmain.json(), lifetime).run();
        }
    }

    private void check()
    {
        if (destination instanceof Endpoint.StandardInput || destination instanceof Endpoint.Journal)
        {
            throw wrong(destination + " cannot be played to; give stdout:, file:PATH, kafka:TOPIC or app:CLASS" +
                    (destination instanceof Endpoint.Journal ? " (\"ringmain record\" copies a journal)" : ""));
        }
        if (destination instanceof Endpoint.Topic topic && topic.group() != null)
        {
            throw wrong(destination + ": a group is for reading; leave it out");
        }
        if (speed != null && rate != null)
        {
            throw wrong("--speed and --rate are both given; one says when records are due");
        }
        if (append && overwrite)
        {
            throw wrong("--append and --overwrite are both given; choose one");
        }
        if ((append || overwrite) && !(destination instanceof Endpoint.Lines))
        {
            throw wrong("--append and --overwrite go with a file");
        }
        if (classPath != null && !(destination instanceof Endpoint.AppClass))
        {
            throw wrong("--classpath goes with app:CLASS");
        }
        if (to instanceof JournalPoint.Sequence end && from instanceof JournalPoint.Sequence begin &&
                end.number() <= begin.number())
        {
            throw wrong("--to %d is not behind --from %d, so there is nothing to play".formatted(end.number(),
                    begin.number()));
        }
    }

    /** People expect a topic to be filled as it was, and everything else at once. */
    private Schedule schedule()
    {
        if (rate != null)
        {
            return Schedule.rate(rate);
        }
        double usual = destination instanceof Endpoint.Topic ? 1 : Schedule.MAX;
        return Schedule.recorded(speed != null ? speed : usual);
    }

    /** The command without what goes on elsewhere than it began. */
    private List<String> typed()
    {
        List<String> typed = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        for (int i = 0; i < typed.size(); i++)
        {
            if (typed.get(i).equals("--from") && i + 1 < typed.size())
            {
                typed.subList(i, i + 2).clear();
                i--;
            }
        }
        typed.removeIf(argument -> argument.startsWith("--from=") || argument.equals("--overwrite") ||
                argument.equals("--append") || argument.equals("--json"));
        return typed;
    }

    private ParameterException wrong(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }

    private static final class Laps implements ITypeConverter<Long>
    {
        @Override
        public Long convert(String value)
        {
            if (value.equals("for ever"))
            {
                return Long.MAX_VALUE;
            }
            if (!value.matches("[1-9][0-9]{0,8}"))
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is not how often; give 1 or more, or leave it out");
            }
            return Long.valueOf(value);
        }
    }
}
