package io.ringmain.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Comparison;
import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.fork.OpenedPackages;
import io.ringmain.benchmarks.journal.JournalPath;
import io.ringmain.benchmarks.kafka.BenchBroker;
import io.ringmain.benchmarks.load.LoadedPath;
import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Unit;

/** {@code ringmain bench latency}. */
@Command(name = "latency", sortOptions = false, optionListHeading = "%nOptions:%n", header = "Latency under a load that does not wait, rate by rate, and the highest rate that keeps it.", description = {
    "",
    "Three ways: in-process, through three stages; journal, until an event has been written; kafka, to a topic, through " +
            "another process, to another topic and back. Events are sent when they are due, whatever became of those " +
            "before them, and count from when they were due. A rate is held for some seconds after a warm-up, then the " +
            "next; a run that loses an event fails. In between the rates it looks for the highest that keeps its p99.9. " +
            "With --out the histograms are kept: .hlog second by second, .hgrm by rate. All of it is planned at " +
            "about thirteen minutes a round; stop other work first."})
public final class LatencyVerb extends Comparison<LadderRun>
{
    private static final long STEP_MS = 2_000;
    private static final long QUICK_STEP_MS = 150;
    private static final int QUICK_RATES = 3;
    private static final int HALVINGS = 4;
    private static final long MOST_RATE = 1_000_000_000;
    /** The load's histograms of a rate, second by second. */
    private static final String HISTOGRAMS = "histograms";

    @Option(names = "--rate", paramLabel = "N", description = "Only this many events a second; may be repeated. The highest rate is looked for from there on. Default: from 10,000 on (kafka 1,000), each about three times the one before, up to saturation.")
    private List<Long> rates = new ArrayList<>();

    @Option(names = "--step", paramLabel = "SECONDS", description = "How long a rate is held; six times as long at 100,000 a second (kafka 10,000). Default: 2.")
    private Double stepS;

    @Option(names = "--keep", paramLabel = "MS", description = "The p99.9 that the highest rate must keep, in milliseconds. Default: 10; kafka 200.")
    private Double keepMs;

    @Option(names = "--dir", paramLabel = "DIR", description = "Journals and broker write in a folder within this one, on the disk to be measured, and it is removed in the end. Default: beside the benchmarks' jar.")
    private Path parent;

    private final Map<LadderRun, Integer> forks = new HashMap<>();
    private DiskFolder folder;
    /** Also of the hook that ends it. */
    private volatile BenchBroker broker;
    private Path fork;
    private int groups;

    /** For the command line. */
    public LatencyVerb()
    {
        super(LatencyForkMain.class);
    }

    @Override
    protected List<Case<LadderRun>> allCases()
    {
        for (long rate : rates)
        {
            if (rate < 1 || rate > MOST_RATE)
            {
                throw calledWrongly("--rate is " + rate + "; give a number from 1 to " + MOST_RATE);
            }
        }
        if (stepS != null && !(stepS >= 0.1 && stepS <= 3_600))
        {
            throw calledWrongly("--step is " + stepS + "; give seconds from 0.1 to 3600");
        }
        if (keepMs != null && !(keepMs > 0 && keepMs <= 60_000))
        {
            throw calledWrongly("--keep is " + keepMs + "; give milliseconds, at most 60000");
        }
        return LatencyCases.all(this::ladder);
    }

    private Ladder ladder(Way way)
    {
        long stepMs = stepS != null ? Math.round(stepS * 1_000) : quick() ? QUICK_STEP_MS : STEP_MS;
        List<Long> held = !rates.isEmpty()
                ? List.copyOf(new TreeSet<>(rates))
                : quick() ? way.rates().subList(0, QUICK_RATES) : way.rates();
        long reference = held.contains(way.reference()) ? way.reference() : held.get(0);
        long keepNs = keepMs != null ? Math.round(keepMs * 1e6) : way.keepNs();
        return new Ladder(held, reference, way.warmUp(), quick() ? 2 * stepMs : way.warmUpMs(stepMs), stepMs, keepNs,
                quick() ? 1 : HALVINGS);
    }

    @Override
    protected List<String> jvmFlags()
    {
        List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(OpenedPackages.FLAGS);
        return flags;
    }

    @Override
    protected void before(Set<LadderRun> runs)
    {
        folder = DiskFolder.in(parent == null ? DiskFolder.besideTheJar() : parent);
        for (LadderRun run : runs)
        {
            if (run.way() == Way.JOURNAL)
            {
                folder.require(JournalPath.diskBytes(run.ladder().mostEvents()), run.toString());
            }
        }
        histograms().ifPresent(path ->
        {
            try
            {
                Files.createDirectories(path);
            }
            catch (IOException e)
            {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Optional<Path> histograms()
    {
        return out().map(path -> path.resolve(HISTOGRAMS));
    }

    private static String prefix(LadderRun run)
    {
        return run.way().key() + '-' + run.side();
    }

    @Override
    protected List<String> beforeFork(LadderRun run)
    {
        if (run.way() == Way.KAFKA && broker == null)
        {
            broker = BenchBroker.start(folder.next());
        }
        fork = folder.next();
        int number = forks.merge(run, 1, Integer::sum);
        String log = histograms().map(path -> path.resolve(prefix(run) + '-' + number + HistogramFiles.LOG).toString())
                .orElse(LatencyForkMain.NOWHERE);
        List<String> words = new ArrayList<>(List.of(log, fork.toString()));
        if (broker != null)
        {
            words.addAll(List.of(broker.bootstrap(), "latency-" + ++groups));
        }
        return words;
    }

    @Override
    protected void afterFork()
    {
        try
        {
            DiskFolder.remove(fork);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void roundDone()
    {
        histograms().ifPresent(path -> forks.keySet().forEach(run ->
        {
            try
            {
                HistogramFiles.writeDistributions(path, prefix(run));
            }
            catch (IOException e)
            {
                throw new UncheckedIOException(e);
            }
        }));
    }

    @Override
    protected void after()
    {
        if (broker != null)
        {
            broker.close();
        }
        if (folder != null)
        {
            folder.remove();
        }
    }

    @Override
    protected List<String> table(List<CaseResult> results)
    {
        List<LadderRun> runs = new ArrayList<>();
        for (Way way : Way.values())
        {
            if (results.stream().anyMatch(result -> result.name().equals(LatencyCases.highest(way))))
            {
                way.sides().forEach(side -> runs.add(new LadderRun(way, side, ladder(way))));
            }
        }
        return new LatencyTable(runs, results).lines();
    }

    @Override
    protected void describe(Map<String, String> conditions)
    {
        Ladder ladder = ladder(Way.IN_PROCESS);
        conditions.put("figures",
                "median, least and greatest of one fork a round; open loop, from when an event was due; each rate held for " +
                        Unit.MILLISECONDS.text((double) ladder.stepMs()) + ", the reference (" +
                        LatencyTable.rate((double) Way.IN_PROCESS.reference()) + ", kafka " +
                        LatencyTable.rate((double) Way.KAFKA.reference()) + ") for " +
                        Unit.MILLISECONDS.text((double) ladder.heldMs(ladder.reference())) +
                        ", after a lead-in of a quarter of a step that does not count");
        conditions.put("warm-up",
                "runs of " + LoadedPath.WARM_UP_RUN_MS + " ms by turns at the least rate and at " +
                        LatencyTable.rate((double) Way.IN_PROCESS.warmUp()) + " (journal " +
                        LatencyTable.rate((double) Way.JOURNAL.warmUp()) + ", kafka " +
                        LatencyTable.rate((double) Way.KAFKA.warmUp()) + "), " +
                        Unit.MILLISECONDS.text((double) ladder.warmUpMs()) + " in all, kafka " +
                        Unit.MILLISECONDS.text((double) ladder(Way.KAFKA).warmUpMs()));
        conditions.put("highest rate",
                "the ladder's highest that keeps its p99.9, then " + ladder.halvings() +
                        " halvings of the gap to the next, two tries each");
        conditions.put("sides",
                "in-process: 64-byte events, three stages; ringmain placed by itself and disruptor-one-consumer spinning, " +
                        "disruptor with three yielding threads, array-blocking-queue three threads, same-thread the load's own; " +
                        "journal: 64-byte records, ringmain through a ring, ringmain-direct and chronicle-plain by the load's own " +
                        "thread, nothing forced; kafka: 256-byte records, the reader read_committed, a commit every 100 ms, " +
                        "a node's when it has nothing left to do");
    }
}
