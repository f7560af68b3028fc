package io.ringmain.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import io.ringmain.benchmarks.engine.EngineVerb;
import io.ringmain.benchmarks.journal.JournalVerb;
import io.ringmain.benchmarks.kafka.KafkaVerb;
import io.ringmain.benchmarks.machine.MachineVerb;
import io.ringmain.benchmarks.scaling.ScalingVerb;

/** {@code ringmain bench}. Exit codes: 0 done, 1 failed, 2 called wrongly, 130 interrupted. */
@Command(name = "ringmain bench", sortOptions = false, synopsisSubcommandLabel = "WHAT", commandListHeading = "%nWhat:%n", optionListHeading = "%nOptions:%n", header = "Measures Ringmain beside its peers on this machine.", footer = {
    "", "\"ringmain bench WHAT --help\" tells more. Exit codes: 0 done, 1 failed, 2 called wrongly."}, subcommands = {
        EngineVerb.class, JournalVerb.class, KafkaVerb.class, MachineVerb.class, ScalingVerb.class, HelpCommand.class})
public final class Bench implements Runnable
{
    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;

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
    public void run()
    {
        throw new ParameterException(spec.commandLine(),
                "what to measure is missing: engine, journal, kafka, machine or scaling");
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
