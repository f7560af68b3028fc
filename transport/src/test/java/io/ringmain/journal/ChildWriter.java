package io.ringmain.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes to a journal until it is killed, and prints each sequence that was acknowledged. */
final class ChildWriter
{
    private ChildWriter()
    {}

    public static void main(String[] args)
    {
        try (JournalWriter<Note> writer = Journals.open(Path.of(args[0])))
        {
            PrintStream out = System.out;
            Note note = new Note();
            for (long sequence = writer.writtenPosition() + 1;; sequence++)
            {
                boolean endOfBatch = sequence % 7 == 0;
                writer.onEvent(note.with(sequence, 8 + (int) (sequence % 300)), sequence, endOfBatch);
                if (endOfBatch && sequence % 91 == 0)
                {
                    out.println(writer.writtenPosition());
                    out.flush();
                }
            }
        }
        catch (JournalException e)
        {
            System.out.println(e.getMessage());
        }
    }

    static Process start(Path directory, List<String> flags) throws IOException
    {
        return start(List.of(), directory, flags);
    }

    /** The same behind another command. */
    static Process start(List<String> prefix, Path directory, List<String> flags) throws IOException
    {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildWriter.class.getName(),
                directory.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
