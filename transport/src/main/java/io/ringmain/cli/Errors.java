package io.ringmain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import io.ringmain.broker.BrokerException;
import io.ringmain.config.Suggestion;
import io.ringmain.demo.StallException;
import io.ringmain.failure.PipelineFailedException;
import io.ringmain.journal.JournalDamagedException;
import io.ringmain.journal.JournalException;
import io.ringmain.kafka.EgressException;
import io.ringmain.kafka.KafkaUnreachableException;
import io.ringmain.kafka.UnreadableRecordException;
import io.ringmain.log.RecordRefusedException;
import io.ringmain.recovery.SnapshotException;

/** One line on standard error for each failure, with the exit code that goes with it. */
final class Errors
{
    /** Failures of the world outside, whose messages say all that there is to say. */
    private static final List<Class<? extends RuntimeException>> EXPECTED = List.of(UserError.class,
            BrokerException.class,
            JournalException.class, JournalDamagedException.class, KafkaUnreachableException.class,
            EgressException.class,
            UnreadableRecordException.class, PipelineFailedException.class, UncheckedIOException.class,
            StallException.class, RecordRefusedException.class, SnapshotException.class);

    private final Ringmain ringmain;

    Errors(Ringmain ringmain)
    {
        this.ringmain = ringmain;
    }

    int calledWrongly(ParameterException e, String[] args)
    {
        CommandLine verb = e.getCommandLine();
        say(message(e) + " (see " + verb.getCommandSpec().qualifiedName() + " --help)");
        return Ringmain.CALLED_WRONGLY;
    }

    /** Also reached when an interrupt made the verb's own work fail; that failure is of no interest then. */
    int failed(Exception e, CommandLine verb, ParseResult parsed)
    {
        return failed(e, verb.getCommandSpec().exitCodeOnExecutionException());
    }

    int failed(Throwable e)
    {
        return failed(e, Ringmain.FAILED);
    }

    private int failed(Throwable e, int exitCode)
    {
        if (ringmain.interrupted())
        {
            return Ringmain.INTERRUPTED;
        }
        if (ringmain.verbose())
        {
            e.printStackTrace(ringmain.streams().err());
        }
        say(message(e));
        return exitCode;
    }

    /** A thread of ours or of a library's ended by an exception; libraries that meet the end of the process often do. */
    void uncaught(Thread thread, Throwable e)
    {
        if (!ringmain.interrupted())
        {
            say("thread " + thread.getName() + " has ended: " + message(e));
        }
    }

    private void say(String line)
    {
        PrintStream err = ringmain.streams().err();
        err.println("ringmain: " + line.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }

    private String message(ParameterException e)
    {
        if (!(e instanceof UnmatchedArgumentException unmatched))
        {
            return decapitalised(e.getMessage().replaceFirst("^Error: ", ""));
        }
        String argument = unmatched.getUnmatched().get(0);
        boolean verb = e.getCommandLine().getParent() == null && !unmatched.isUnknownOption();
        String what = unmatched.isUnknownOption()
                ? "there is no option " + argument
                : verb ? "there is no verb \"" + argument + '"' : "\"" + argument + "\" is one argument too many";
        // those of an option carry its parameter
        Optional<String> nearest = unmatched.getSuggestions().stream()
                .map(suggestion -> suggestion.replaceFirst("[=\\s].*", ""))
                .min(Comparator.comparingInt(suggestion -> Suggestion.slips(argument, suggestion)));
        if (nearest.isPresent())
        {
            return what + ": did you mean " + nearest.get() + '?';
        }
        return verb ? what + ": the verbs are " + ringmain.verbs() : what;
    }

    private String message(Throwable e)
    {
        if (EXPECTED.stream().anyMatch(type -> type.isInstance(e)))
        {
            return e.getMessage();
        }
        if (e instanceof OutOfMemoryError)
        {
            return "out of memory (" + e.getMessage() + "); give more with RINGMAIN_JAVA_OPTS=-Xmx1g";
        }
        if (e instanceof KafkaException)
        {
            return "Kafka: " + e.getMessage();
        }
        if (e instanceof FileSystemException f)
        {
            String why = f instanceof NoSuchFileException
                    ? "no such file or folder"
                    : f instanceof AccessDeniedException ? "access denied" : f.getReason();
            return f.getFile() + ": " + (why != null ? why : f.getClass().getSimpleName());
        }
        if (e instanceof IOException && e.getMessage() != null)
        {
            return e.getMessage();
        }
        return "unexpected " + e + (ringmain.verbose() ? "" : "; --verbose shows where it came from");
    }

    private static String decapitalised(String text)
    {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
