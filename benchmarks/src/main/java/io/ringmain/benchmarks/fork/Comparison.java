package io.ringmain.benchmarks.fork;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Conditions;
import io.ringmain.benchmarks.report.Finding;
import io.ringmain.benchmarks.report.Progress;
import io.ringmain.benchmarks.report.ResultsJson;
import io.ringmain.benchmarks.report.ResultsTable;
import io.ringmain.benchmarks.report.Wrapping;

/**
 * A verb of {@code ringmain bench}: runs the sides of its cases in turn, fork by fork, and ends with a table, or with JSON.
 *
 * @param <R> what one fork runs
 */
public abstract class Comparison<R extends Run> implements Callable<Integer>
{
    /** For every fork. A collector that takes no CPU from the threads while it has nothing to do. */
    protected static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC",
            "-XX:-UsePerfData");

    private static final int DEFAULT_ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int MAX_ROUNDS = 1_000;

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case; may be repeated. A name that --list tells means all figures of that case, such as all its percentiles.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--side", paramLabel = "NAME", description = "Only this side, as the table calls it; may be repeated.")
    private List<String> wantedSides = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "How many forks each side gets. Default: " +
            DEFAULT_ROUNDS + ", with --quick " + QUICK_ROUNDS + ".")
    private Integer rounds;

    @Option(names = "--quick", description = "Forks too short to judge by, to see in a minute that all of it works.")
    private boolean quick;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "One more flag for the JVM of every fork, such as --jvm=-XX:+UseZGC; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Keep what each fork said (forks.jsonl), the table and the JSON here.")
    private Path out;

    @Option(names = "--json", description = "Results as one line of JSON on standard output; all else goes to standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No table.")
    private boolean quiet;

    @Option(names = "--list", description = "The names of the cases, and nothing is run.")
    private boolean list;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Class<?> forkMain;

    /**
     * A verb.
     *
     * @param forkMain the main class of its forks, which calls {@link ForkedMain#run}
     */
    protected Comparison(Class<?> forkMain)
    {
        this.forkMain = forkMain;
    }

    /**
     * All that can be asked, by the options given.
     *
     * @return at least one case
     */
    protected abstract List<Case<R>> allCases();

    /**
     * The flags of every fork's JVM, but for those that the user adds.
     *
     * @return for the command line
     */
    protected List<String> jvmFlags()
    {
        return JVM_FLAGS;
    }

    /**
     * Adds what this comparison has to say beyond machine, JVM and load.
     *
     * @param conditions by name, in the order in which they are to be read
     */
    protected abstract void describe(Map<String, String> conditions);

    /**
     * What the cases say together, beyond each of them.
     *
     * @param results of the cases that were asked for; some may not have been measured
     * @return none, as a rule
     */
    protected List<Finding> findings(List<CaseResult> results)
    {
        return List.of();
    }

    /**
     * Makes ready for a number of forks, or says why they cannot be run.
     *
     * @param runs all of them
     */
    protected void before(Set<R> runs)
    {}

    /**
     * Makes ready for one fork.
     *
     * @param run what it is to run
     * @return words for the fork, behind those of the run
     */
    protected List<String> beforeFork(R run)
    {
        return List.of();
    }

    /** Cleans up behind one fork, whether it did well or not. */
    protected void afterFork()
    {}

    /** Hears that all have run once more. */
    protected void roundDone()
    {}

    /**
     * Results for people.
     *
     * @param results of all cases
     * @return lines
     */
    protected List<String> table(List<CaseResult> results)
    {
        return ResultsTable.of(results);
    }

    /**
     * Where to keep what was found.
     *
     * @return empty when it is not to be kept
     */
    protected final Optional<Path> out()
    {
        return Optional.ofNullable(out).map(path -> path.toAbsolutePath().normalize());
    }

    /** Cleans up in the end, also when the process is told to end; may be called twice. */
    protected void after()
    {}

    /**
     * Whether forks are to be too short to judge by.
     *
     * @return as the user said
     */
    protected final boolean quick()
    {
        return quick;
    }

    /**
     * What is wrong with the call.
     *
     * @param message the option, its value, and what would be right
     * @return to be thrown
     */
    protected final ParameterException calledWrongly(String message)
    {
        return new ParameterException(spec.commandLine(), message);
    }

    @Override
    public final Integer call() throws InterruptedException
    {
        List<Case<R>> cases = cases();
        if (list)
        {
            Set<String> names = new LinkedHashSet<>();
            cases.forEach(question -> names.add(question.group()));
            names.forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        Set<R> runs = runs(cases);
        Interleaving<R> interleaving = new Interleaving<>(runs, checkedRounds(), quick);
        List<String> flags = new ArrayList<>(jvmFlags());
        flags.addAll(jvm);
        Samples<R> samples = new Samples<>();
        try (Fork fork = new Fork(forkMain, flags, quick, this::after);
                RawResults raw = out().map(RawResults::new).orElse(null))
        {
            before(runs);
            Map<String, String> conditions = conditions(flags);
            Supplier<Optional<String>> stolen = Conditions.watchStolenTime();
            measure(interleaving, fork, sink(cases, samples, conditions, raw));
            conditions.put("load average after", Conditions.text(Conditions.loadAverage()));
            stolen.get().ifPresent(share -> conditions.put("stolen meanwhile", share));
            report(cases.stream().map(samples::of).toList(), conditions, raw);
        }
        finally
        {
            after();
        }
        return 0;
    }

    private void measure(Interleaving<R> interleaving, Fork fork, Interleaving.Sink<R> sink)
            throws InterruptedException
    {
        try (Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("ringmain.terminal")))
        {
            interleaving.run(run -> fork(fork, run), progress, sink);
        }
    }

    /** Keeps a table from the first round on, so that a long run that fails late has not been for nothing. */
    private Interleaving.Sink<R> sink(List<Case<R>> cases, Samples<R> samples,
            Map<String, String> conditions, RawResults raw)
    {
        return new Interleaving.Sink<>()
        {
            @Override
            public void fork(int round, R run, Map<String, List<Double>> figures)
            {
                samples.add(run, figures);
                if (raw != null)
                {
                    raw.fork(round, run, figures);
                }
            }

            @Override
            public void roundDone(int round)
            {
                Comparison.this.roundDone();
                if (raw != null)
                {
                    Map<String, String> soFar = new LinkedHashMap<>(conditions);
                    soFar.put("so far", "round " + round);
                    List<CaseResult> results = cases.stream().map(samples::of).toList();
                    raw.results(ResultsJson.of(results, findings(results), soFar), text(results, soFar));
                }
            }
        };
    }

    private Map<String, List<Double>> fork(Fork fork, R run) throws InterruptedException
    {
        try
        {
            return fork.run(run, beforeFork(run));
        }
        finally
        {
            afterFork();
        }
    }

    private void report(List<CaseResult> results, Map<String, String> conditions, RawResults raw)
    {
        List<String> text = text(results, conditions);
        String object = ResultsJson.of(results, findings(results), conditions);
        PrintWriter people = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        if (!quiet)
        {
            text.forEach(people::println);
            people.flush();
        }
        if (raw != null)
        {
            raw.results(object, text);
        }
        if (json)
        {
            spec.commandLine().getOut().println(object);
        }
    }

    private List<String> text(List<CaseResult> results, Map<String, String> conditions)
    {
        List<String> text = new ArrayList<>(table(results));
        text.add("");
        for (Finding finding : findings(results))
        {
            text.addAll(finding.lines());
            text.add("");
        }
        conditions.forEach((name, value) -> text.addAll(Wrapping.lines(name + ": " + value)));
        return text;
    }

    private Map<String, String> conditions(List<String> flags)
    {
        Map<String, String> conditions = new LinkedHashMap<>(Conditions.here());
        conditions.put("flags of every fork", String.join(" ", flags));
        conditions.put("rounds", checkedRounds() + (quick ? ", quick: too short to judge by" : ""));
        describe(conditions);
        conditions.put("load average before", Conditions.text(Conditions.loadAverage()));
        return conditions;
    }

    private int checkedRounds()
    {
        int value = rounds != null ? rounds : quick ? QUICK_ROUNDS : DEFAULT_ROUNDS;
        if (value < 1 || value > MAX_ROUNDS)
        {
            throw calledWrongly("--rounds is " + value + "; give a number from 1 to " + MAX_ROUNDS);
        }
        return value;
    }

    private Set<R> runs(List<Case<R>> cases)
    {
        for (String name : wantedSides)
        {
            Set<String> names = cases.stream().flatMap(Case::sides).map(Case.Contestant::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!names.contains(name))
            {
                throw calledWrongly("there is no side \"" + name + "\" in these cases; they have " +
                        String.join(", ", names));
            }
        }
        Set<R> runs = new LinkedHashSet<>();
        cases.forEach(question -> question.runs(wantedSides).forEach(runs::add));
        return runs;
    }

    private List<Case<R>> cases()
    {
        List<Case<R>> all = allCases();
        for (String name : wanted)
        {
            if (all.stream().noneMatch(question -> question.isCalled(name)))
            {
                throw calledWrongly("there is no case \"" + name + "\"; --list tells their names");
            }
        }
        return all.stream().filter(question -> wanted.isEmpty() || wanted.stream().anyMatch(question::isCalled))
                .toList();
    }
}
