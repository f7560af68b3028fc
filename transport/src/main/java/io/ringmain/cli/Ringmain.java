package io.ringmain.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import io.ringmain.cli.Surroundings.Streams;

/** The command. Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted. */
@Command(name = "ringmain", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n", optionListHeading = "%nOptions:%n", header = "Low-latency event pipelines: a ring buffer, a journal, Kafka.", footer = {
    "", "\"ringmain VERB --help\" tells more about a verb; \"ringmain demo\" is the place to start.",
    "Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted (143 by SIGTERM)."}, subcommands = {DemoVerb.class,
        RunVerb.class, BridgeVerb.class, RecordVerb.class, ReplayVerb.class, CatVerb.class, StatVerb.class,
        VerifyVerb.class, RepairVerb.class, TrimVerb.class, DiffVerb.class, FollowVerb.class,
        BrokerVerb.class, TortureVerb.class, ChaosVerb.class, BenchVerb.class, HelpCommand.class})
public final class Ringmain implements Runnable
{
    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;
    static final int INTERRUPTED = 130;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Results as one line of JSON on standard output; all else goes to standard error.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Library warnings on standard error, and the stack trace of a failure.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Streams streams;
    private Lifetime lifetime;

    private Ringmain(Streams streams)
    {
        this.streams = streams;
    }

    /**
     * Runs one verb and ends the process.
     *
     * @param args as typed
     */
    public static void main(String[] args)
    {
        Surroundings.quieten();
        System.exit(run(Streams.ofProcess(), args));
    }

    /** All of the command but the end of the process. */
    static int run(Streams streams, String... args)
    {
        Ringmain ringmain = new Ringmain(streams);
        Errors errors = new Errors(ringmain);
        Thread.setDefaultUncaughtExceptionHandler(errors::uncaught);
        CommandLine command = new CommandLine(ringmain).setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(100)
                .setOut(writer(streams.out())).setErr(writer(streams.err()))
                .setParameterExceptionHandler(errors::calledWrongly).setExecutionExceptionHandler(errors::failed);
        try
        {
            return command.execute(args);
        }
        catch (Error e)
        {
            return errors.failed(e);
        }
    }

    private static PrintWriter writer(PrintStream stream)
    {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "a verb is missing: " + verbs());
    }

    String verbs()
    {
        return spec.root().subcommands().keySet().stream().filter(verb -> !verb.equals("help"))
                .collect(Collectors.joining(", "));
    }

    boolean json()
    {
        return json;
    }

    boolean verbose()
    {
        return verbose;
    }

    Streams streams()
    {
        return streams;
    }

    /** Begins with its first use, so that help and usage errors register no hook. */
    Lifetime lifetime()
    {
        if (lifetime == null)
        {
            lifetime = Lifetime.ofThisProcess();
        }
        return lifetime;
    }

    boolean interrupted()
    {
        return lifetime != null && lifetime.interrupted();
    }
}
