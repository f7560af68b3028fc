package io.ringmain.benchmarks.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Conditions;
import io.ringmain.benchmarks.report.Progress;
import io.ringmain.benchmarks.report.ResultsJson;
import io.ringmain.benchmarks.report.ResultsTable;
import io.ringmain.benchmarks.report.Wrapping;

/** {@code ringmain bench engine}. */
@Command(name = "engine", sortOptions = false, optionListHeading = "%nOptions:%n", header = "The ring and its stages beside the Disruptor and ArrayBlockingQueue.", description = {
    "", "Each side of each case runs in a JVM of its own, the sides in turn, over several rounds; the " +
            "answer of every run is checked. A fork's figure is the median of its passes, a side's the " +
            "median of its forks. Ringmain records the latency of every stage meanwhile, the peers record " +
            "nothing. All of it takes about 20 minutes on two CPUs; stop other work first."})
public final class EngineVerb implements Callable<Integer>
{
    private static final int DEFAULT_ROUNDS = 7;
    private static final int QUICK_ROUNDS = 2;
    private static final int MAX_ROUNDS = 1_000;

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case; may be repeated. A name such as latency-1m means all its percentiles. --list tells them.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "How many forks each side gets. Default: " +
            DEFAULT_ROUNDS + ", with --quick " + QUICK_ROUNDS + ".")
    private Integer rounds;

    @Option(names = "--quick", description = "Forks too short to judge by, to see in a minute that all of it works.")
    private boolean quick;

    @Option(names = "--wait", paramLabel = "POLICY", defaultValue = "best", description = "best, yield or spin: how threads wait in the throughput cases. Best tries yielding, and spinning " +
            "where each thread has a CPU, on each side and counts the better. Default: ${DEFAULT-VALUE}; with " +
            "--quick yield.")
    private WaitChoice choice;

    @Option(names = "--ring", paramLabel = "SLOTS", description = "A ring of this size, a power of two, in all but small-ring. Default: 65536, the largest of the Disruptor's own tests and its fastest.")
    private Integer ring;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "One more flag for the JVM of every fork, such as --jvm=-XX:+UseZGC; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Keep what each fork said (forks.jsonl), the table and the JSON here.")
    private Path out;

    @Option(names = "--json", description = "Results as one line of JSON on standard output; all else goes to standard error.")
    private boolean json;

    @Option(names = "--list", description = "The names of the cases, and nothing is run.")
    private boolean list;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    EngineVerb()
    {}

    @Override
    public Integer call() throws InterruptedException
    {
        List<Case> cases = cases();
        if (list)
        {
            Set<String> names = new LinkedHashSet<>();
            cases.forEach(question -> names.add(question.group()));
            names.forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        Interleaving interleaving = new Interleaving(cases, checkedRounds(), quick ? Effort.QUICK : Effort.FULL);
        List<String> flags = new ArrayList<>(Fork.JVM_FLAGS);
        flags.addAll(jvm);
        Map<String, String> conditions = conditions(flags);
        Samples samples = new Samples();
        try (Fork fork = new Fork(flags, quick);
                RawResults raw = out == null ? null : new RawResults(out.toAbsolutePath().normalize()))
        {
            measure(interleaving, fork, samples, raw);
            conditions.put("load average after", Conditions.text(Conditions.loadAverage()));
            report(cases.stream().map(samples::of).toList(), conditions, raw);
        }
        return 0;
    }

    private void measure(Interleaving interleaving, Fork fork, Samples samples, RawResults raw)
            throws InterruptedException
    {
        try (Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("ringmain.terminal")))
        {
            interleaving.run(fork, progress, (round, setup, figures) ->
            {
                samples.add(setup, figures);
                if (raw != null)
                {
                    raw.fork(round, setup, figures);
                }
            });
        }
    }

    private void report(List<CaseResult> results, Map<String, String> conditions, RawResults raw)
    {
        List<String> text = new ArrayList<>(ResultsTable.of(results));
        text.add("");
        conditions.forEach((name, value) -> text.addAll(Wrapping.lines(name + ": " + value)));
        String object = ResultsJson.of(results, conditions);
        PrintWriter people = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        text.forEach(people::println);
        people.flush();
        if (raw != null)
        {
            raw.end(object, text);
        }
        if (json)
        {
            spec.commandLine().getOut().println(object);
        }
    }

    private Map<String, String> conditions(List<String> flags)
    {
        Map<String, String> conditions = new LinkedHashMap<>(Conditions.here());
        conditions.put("flags of every fork", String.join(" ", flags));
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        conditions.put("rounds", checkedRounds() + (quick ? ", quick: too short to judge by" : ""));
        conditions.put("figures",
                "median, least and greatest of one fork a round; a fork's throughput is the median of " +
                        effort.passes() + " passes of about " + effort.passMs() + " ms after " + effort.warmUpMs() +
                        " ms of warm-up; latency open loop over " + effort.latencyMs() +
                        " ms, from when an event was due");
        conditions.put("ring", (ring == null ? Topology.UNICAST.ring() : ring) + " slots, small-ring " +
                Topology.SMALL_RING.ring() + "; Ringmain records the latency of every stage, the peers nothing");
        conditions.put("load average before", Conditions.text(Conditions.loadAverage()));
        return conditions;
    }

    private int checkedRounds()
    {
        int value = rounds != null ? rounds : quick ? QUICK_ROUNDS : DEFAULT_ROUNDS;
        if (value < 1 || value > MAX_ROUNDS)
        {
            throw new ParameterException(spec.commandLine(),
                    "--rounds is " + value + "; give a number from 1 to " + MAX_ROUNDS);
        }
        return value;
    }

    private List<Case> cases()
    {
        if (ring != null && (ring < 64 || Integer.bitCount(ring) != 1))
        {
            throw new ParameterException(spec.commandLine(),
                    "--ring is " + ring + "; give a power of two from 64 on, such as 65536");
        }
        WaitChoice waits = quick && choice == WaitChoice.BEST ? WaitChoice.YIELD : choice;
        List<Case> all = new Cases(Runtime.getRuntime().availableProcessors(), waits,
                ring == null ? OptionalInt.empty() : OptionalInt.of(ring)).all();
        for (String name : wanted)
        {
            if (all.stream().noneMatch(question -> question.isCalled(name)))
            {
                throw new ParameterException(spec.commandLine(),
                        "there is no case \"" + name + "\"; --list tells their names");
            }
        }
        return all.stream().filter(question -> wanted.isEmpty() || wanted.stream().anyMatch(question::isCalled))
                .toList();
    }
}
