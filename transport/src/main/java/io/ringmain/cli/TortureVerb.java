package io.ringmain.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.report.Units;
import io.ringmain.torture.Torture;
import io.ringmain.torture.TortureAccount;
import io.ringmain.torture.TortureException;
import io.ringmain.torture.TortureOptions;

/** {@code ringmain torture}: tries to break the journal, and says what it promised and kept. */
@Command(name = "torture", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, optionListHeading = "%nOptions:%n", header = "Tries to break the journal on this machine: kills writers, damages copies, takes disks' power.", description = {
    "", "Starts processes that write a journal and kills them with SIGKILL at random moments and at delicate " +
            "ones: in a roll, while a segment is filled or sealed, while a journal is opened or closed. After each " +
            "kill all records are read and compared with what was written and acknowledged. Copies are damaged to see " +
            "that it is told. Where loop devices may be mounted (root), disks lose their power under a writer. " +
            "docs/durability.md says what is promised."})
final class TortureVerb implements Callable<Integer>
{
    private static final long USUAL_KILLS = 100;

    @ArgGroup
    private Duration duration = new Duration();

    @Option(names = "--seed", paramLabel = "S", converter = Seed.class, description = "Repeats the random choices of another run; the moments of the kills still differ a little. " +
            "Default: a new one, which is printed.")
    private Long seed;

    @Option(names = "--dir", paramLabel = "DIR", converter = PathOption.class, description = "Where journals are made; a new folder in it is removed when all was well. Default: the folder for " +
            "temporary files. Some 300 MB are needed.")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @ParentCommand
    private Ringmain ringmain;

    /** One or the other. */
    private static final class Duration
    {
        @Option(names = "--kills", paramLabel = "N", converter = Positive.class, description = "Ends after so many kills. Default: 100.")
        private Long kills;

        @Option(names = "--minutes", paramLabel = "N", converter = Positive.class, description = "Ends after so many minutes.")
        private Long minutes;
    }

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
        Path folder = Folders.createNew(dir.toAbsolutePath().normalize(), "ringmain-torture-" +
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault())));
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000L);
        long kills = duration.kills != null ? duration.kills : duration.minutes != null ? 0 : USUAL_KILLS;
        long maxNs = duration.minutes != null ? TimeUnit.MINUTES.toNanos(duration.minutes) : 0;
        progress.done("Torturing journals in %s, seed %d. Ctrl-C ends it.".formatted(folder, chosen));
        long beginNs = System.nanoTime();
        try
        {
            TortureAccount account = Torture.run(new TortureOptions(kills, maxNs, chosen, folder),
                    now -> progress.show(System.nanoTime(), () -> line(now, beginNs)), lifetime::interrupted);
            Folders.delete(folder);
            progress.close();
            tell(account, chosen, beginNs, null);
            return lifetime.interrupted() ? Ringmain.INTERRUPTED : 0;
        }
        catch (TortureException | UncheckedIOException e)
        {
            progress.close();
            if (lifetime.interrupted())
            {
                // which ends whatever it was at just then
                Folders.delete(folder);
                return Ringmain.INTERRUPTED;
            }
            if (!(e instanceof TortureException broken))
            {
                throw e;
            }
            tell(broken.account(), chosen, beginNs, e.getMessage());
            throw new UserError("a promise was broken: " + e.getMessage() + "; all is kept in " + folder, e);
        }
    }

    private static String line(TortureAccount now, long beginNs)
    {
        return "%s kills (%s/min), %s records, %s segments, damaged %s of %s told, power %s; found %s".formatted(
                Units.count(now.kills()),
                Units.decimal(now.kills() * 60e9 / Math.max(1, System.nanoTime() - beginNs), 0),
                Units.count(now.records()), Units.count(now.segments()), Units.count(now.detected()),
                Units.count(now.damaged()), Units.count(now.powerLosses()), words(now.findings()));
    }

    private static String words(Map<String, Long> counts)
    {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(e -> e.getKey().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ' ' + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void tell(TortureAccount account, long chosen, long beginNs, String failure)
    {
        long tookNs = System.nanoTime() - beginNs;
        ringmain.streams().out().println(ringmain.json()
                ? json(account, chosen, tookNs, failure)
                : text(account, chosen, tookNs, failure));
        ringmain.streams().out().flush();
    }

    private static String text(TortureAccount account, long chosen, long tookNs, String failure)
    {
        String power = account.withoutPower() != null
                ? "none: " + account.withoutPower()
                : "%s, nothing lost that was durable; %s refused for writing until they are repaired".formatted(
                        Units.count(account.powerLosses()), Units.count(account.powerRefusals()));
        return """
                kills          %s in %s (%s), and %s sessions that had ended
                written        %s records in %s segments of %s journals
                compared       %s records, all that was read after every kill
                openings       the slowest looked for %s; found %s
                damaged copies %s: %s told, %s without a loss, %s like a torn tail
                power losses   %s
                seed           %d
                %s""".formatted(Units.count(account.kills()), Units.duration(tookNs), words(account.aims()),
                Units.count(account.cleanCloses()), Units.count(account.records()), Units.count(account.segments()),
                Units.count(account.journals()), Units.count(account.verified()),
                Units.duration(account.slowestOpeningNs()), words(account.findings()),
                Units.count(account.damaged()), Units.count(account.detected()), Units.count(account.harmless()),
                Units.count(account.tornTails()), power, chosen,
                failure == null ? "Every promise was kept." : "A promise was broken.");
    }

    private static String json(TortureAccount account, long chosen, long tookNs, String failure)
    {
        ObjectNode json = new JsonMapper().createObjectNode().put("ok", failure == null).put("seed", chosen)
                .put("tookNs", tookNs).put("kills", account.kills()).put("cleanCloses", account.cleanCloses())
                .put("journals", account.journals()).put("records", account.records())
                .put("segments", account.segments()).put("compared", account.verified())
                .put("slowestOpeningNs", account.slowestOpeningNs()).put("damaged", account.damaged())
                .put("detected", account.detected()).put("harmless", account.harmless())
                .put("tornTails", account.tornTails()).put("powerLosses", account.powerLosses())
                .put("powerRefusals", account.powerRefusals()).put("withoutPower", account.withoutPower())
                .put("failure", failure);
        account.findings().forEach(json.putObject("findings")::put);
        account.aims().forEach(json.putObject("killsByAim")::put);
        return json.toString();
    }

    private static final class Positive implements ITypeConverter<Long>
    {
        @Override
        public Long convert(String value)
        {
            if (!value.matches("[1-9][0-9]{0,8}"))
            {
                throw new TypeConversionException("\"" + value + "\" is no such number; give 1 or more");
            }
            return Long.valueOf(value);
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
