package io.ringmain.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.chaos.Chaos;
import io.ringmain.chaos.ChaosAccount;
import io.ringmain.chaos.ChaosException;
import io.ringmain.chaos.ChaosOptions;

/** {@code ringmain chaos}: several machines on one, and what goes wrong with them. */
@Command(name = "chaos", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Tries to break exactly once: kills, freezes and cuts off nodes and their broker.", description = {
    "", "Starts a broker and nodes that share a topic's partitions, each a process of its own, and feeds a " +
            "stream with a known answer. At random moments nodes are killed (SIGKILL), frozen for longer than their " +
            "session lasts and woken again (SIGSTOP, SIGCONT), ended (SIGTERM), added and removed, and the broker is " +
            "killed. Where network namespaces may be made (root), nodes are cut off from the broker. Then all is " +
            "healed, the group must come to rest, and all that was committed is compared with the answer: nothing " +
            "lost, nothing twice, the order of each key kept, its state right."})
final class ChaosVerb implements Callable<Integer>
{
    @Option(names = "--minutes", paramLabel = "N", defaultValue = "1", converter = Minutes.class, description = "How long faults are made; starting and checking take a minute more. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "S", converter = Seed.class, description = "Repeats the plan of faults of another run; when each takes hold still differs a little. " +
            "Default: a new one, which is printed.")
    private Long seed;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", converter = Positive.class, description = "Nodes at the beginning; one more may be added. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "6", converter = Positive.class, description = "Of the topics. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "3000", converter = Positive.class, description = "Records fed, a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--dir", paramLabel = "DIR", converter = PathOption.class, description = "Where topics, journals and logs are kept; a new folder in it is removed when all was well. " +
            "Default: the folder for temporary files.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--keep", description = "Keeps that folder in any case.")
    private boolean keep;

    @ParentCommand
    private Ringmain ringmain;

    @Override
    public Integer call()
    {
        Logging.begin(ringmain.streams().err(), ringmain.verbose());
        try (Lifetime lifetime = ringmain.lifetime();
                Progress progress = new Progress(ringmain.streams().err(), ringmain.streams().terminal()))
        {
            return run(lifetime, progress);
        }
    }

    private int run(Lifetime lifetime, Progress progress)
    {
        Folders.makeWritable(dir, "give --dir a folder that can be written to");
        Path folder = Folders.createNew(dir.toAbsolutePath().normalize(), "ringmain-chaos-" +
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault())));
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000L);
        // ended by looking at whether it was interrupted: a wait that is cut short would leave processes behind
        lifetime.stopBy(() ->
        {});
        progress.done("Chaos in %s, seed %d. Ctrl-C ends it.".formatted(folder, chosen));
        ChaosReport report = new ChaosReport(ringmain.streams().out(), ringmain.json(), chosen);
        try
        {
            ChaosOptions options = new ChaosOptions((long) (minutes * TimeUnit.MINUTES.toNanos(1)), chosen, folder,
                    nodes, partitions, rate);
            ChaosAccount account = Chaos.run(options,
                    now -> progress.show(System.nanoTime(), () -> ChaosReport.line(now)), lifetime::interrupted);
            progress.close();
            if (!keep)
            {
                Folders.delete(folder);
            }
            if (lifetime.interrupted())
            {
                return Ringmain.INTERRUPTED;
            }
            report.tell(account, null);
            return 0;
        }
        catch (IllegalArgumentException e)
        {
            Folders.delete(folder);
            throw new UserError(e.getMessage(), e);
        }
        catch (ChaosException | UncheckedIOException e)
        {
            progress.close();
            if (lifetime.interrupted())
            {
                // which ends whatever it was at just then
                Folders.delete(folder);
                return Ringmain.INTERRUPTED;
            }
            if (!(e instanceof ChaosException broken))
            {
                throw e;
            }
            report.tell(broken.account(), e.getMessage());
            throw new UserError("a promise was broken: %s%nAll logs are kept in %s; events.log has what was done."
                    .formatted(e.getMessage(), folder), e);
        }
    }

    private static final class Minutes implements ITypeConverter<Double>
    {
        @Override
        public Double convert(String value)
        {
            if (!value.matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || Double.parseDouble(value) == 0)
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is no number of minutes; give more than 0, such as 1 or 0.5");
            }
            return Double.valueOf(value);
        }
    }

    private static final class Positive implements ITypeConverter<Integer>
    {
        @Override
        public Integer convert(String value)
        {
            if (!value.matches("[1-9][0-9]{0,6}"))
            {
                throw new TypeConversionException("\"" + value + "\" is no such number; give 1 or more");
            }
            return Integer.valueOf(value);
        }
    }

    private static final class Seed implements ITypeConverter<Long>
    {
        @Override
        public Long convert(String value)
        {
            if (!value.matches("-?[0-9]{1,18}"))
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is no seed; give the number that a run has printed");
            }
            return Long.valueOf(value);
        }
    }
}
