package io.ringmain.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import io.ringmain.benchmarks.engine.EngineVerb;
import io.ringmain.benchmarks.fork.DiskFolder;
import io.ringmain.benchmarks.journal.JournalVerb;
import io.ringmain.benchmarks.kafka.KafkaVerb;
import io.ringmain.benchmarks.latency.LatencyVerb;
import io.ringmain.benchmarks.machine.MachineVerb;
import io.ringmain.benchmarks.publish.CompareVerb;
import io.ringmain.benchmarks.publish.Publication;
import io.ringmain.benchmarks.publish.ReadmeVerb;
import io.ringmain.benchmarks.scaling.ScalingVerb;

/** {@code ringmain bench}. Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted. */
@Command(name = "ringmain bench", sortOptions = false, commandListHeading = "%nWhat:%n", optionListHeading = "%nOptions:%n", header = "Measures Ringmain beside its peers on this machine, and publishes a report.", description = {
    "",
    "Alone it takes less than three minutes and writes a folder with tables, pictures and raw data: open its report.html. With WHAT it measures one thing, in more detail, and prints a table."}, synopsisSubcommandLabel = "[WHAT]", footer = {
        "",
        "\"ringmain bench WHAT --help\" tells more. Exit codes: 0 done, 1 failed, 2 called wrongly."}, subcommands = {
            EngineVerb.class, JournalVerb.class, KafkaVerb.class, LatencyVerb.class, MachineVerb.class,
            ScalingVerb.class,
            CompareVerb.class, ReadmeVerb.class, HelpCommand.class})
public final class Bench implements Callable<Integer>
{
    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;

    @Option(names = "--full", description = "Every peer, most cases, three forks each: planned at some 80 minutes.")
    private boolean full;

    @Option(names = "--trial", description = "Seconds, to see that all of it works; the figures mean nothing.")
    private boolean trial;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report's folder is made. Default: perf-reports of the checkout.")
    private Path out;

    // picocli acts on it
    @SuppressWarnings("UnusedVariable")
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private Bench()
    {}

    /**
     * Runs one comparison and ends the process.
     *
     * @param args as typed after {@code bench}
     */
    public static void main(String[] args)
    {
        // UTF-8 whatever the locale says, as in the ringmain command
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = run(out, err, args);
        out.flush();
        System.exit(exitCode);
    }

    /** All of the command but the end of the process. */
    static int run(PrintStream out, PrintStream err, String... args)
    {
        return new CommandLine(new Bench()).setUsageHelpWidth(100).setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, typed) -> calledWrongly(err, e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(err, e)).execute(args);
    }

    @Override
    public Integer call() throws IOException
    {
        if (full && trial)
        {
            throw new ParameterException(spec.commandLine(), "--full and --trial exclude each other; give one of them");
        }
        Publication.Kind kind = full
                ? Publication.Kind.FULL
                : trial ? Publication.Kind.TRIAL : Publication.Kind.QUICK;
        PrintWriter err = spec.commandLine().getErr();
        Path folder = new Publication(Bench::run, err).publish(kind,
                out == null ? perfReports() : out.toAbsolutePath().normalize());
        spec.commandLine().getOut().println(folder.resolve("report.html"));
        return 0;
    }

    /** Of the checkout in which this jar was built; else here. */
    private static Path perfReports()
    {
        Path checkout = DiskFolder.besideTheJar().resolve("../..").normalize();
        return (Files.isDirectory(checkout.resolve("perf-reports")) ? checkout : Path.of("").toAbsolutePath())
                .resolve("perf-reports");
    }

    private static int calledWrongly(PrintStream err, ParameterException e)
    {
        String message = e.getMessage();
        if (e instanceof UnmatchedArgumentException unmatched)
        {
            String argument = unmatched.getUnmatched().get(0);
            message = unmatched.isUnknownOption()
                    ? "there is no option " + argument
                    : "there is no \"" + argument + "\" here";
        }
        say(err, Character.toLowerCase(message.charAt(0)) + message.substring(1) + " (see " +
                e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return CALLED_WRONGLY;
    }

    private static int failed(PrintStream err, Exception e)
    {
        if (e instanceof BenchException expected)
        {
            if (!expected.getMessage().isEmpty())
            {
                say(err, expected.getMessage());
            }
            return expected.exitCode();
        }
        say(err, e instanceof IOException || e instanceof UncheckedIOException
                ? String.valueOf(e.getMessage())
                : "unexpected " + e);
        return FAILED;
    }

    private static void say(PrintStream err, String line)
    {
        err.println("ringmain: " + line.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }
}
