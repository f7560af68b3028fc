package io.ringmain.cli;

import java.util.List;

import io.ringmain.file.LineSink.IfThere;
import io.ringmain.journal.JournalKey;
import io.ringmain.node.Endpoint;
import io.ringmain.transfer.Schedule;

/** What the user asked of {@code ringmain replay}, already checked; {@code from} and {@code to} may be null. */
record ReplayOptions(Endpoint.Journal journal, Endpoint destination, JournalPoint from, JournalPoint to,
        Schedule schedule, long laps, boolean paused, boolean skipDamaged, IfThere ifThere, String classPath,
        JournalKey key, List<String> typed)
{
    /** Whether records go where else an account would. */
    boolean toStandardOutput()
    {
        return destination instanceof Endpoint.StandardOutput;
    }

    /** The command that goes on where this one has stopped. */
    String goOn(long sequence)
    {
        StringBuilder command = new StringBuilder("ringmain");
        for (String argument : typed)
        {
            command.append(' ').append(Shell.quoted(argument));
        }
        command.append(" --from ").append(sequence);
        return destination instanceof Endpoint.Lines ? command.append(" --append").toString() : command.toString();
    }
}
