package io.ringmain.recovery;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ringmain.journal.JournalOptions;
import io.ringmain.journal.JournalWriter;
import io.ringmain.journal.ReadOptions;
import io.ringmain.pipeline.Pipeline;

/**
 * A process that recovers, goes live and publishes until it is killed, or up to a number. It prints the state hash that it
 * has recovered, then what is journaled.
 */
final class ChildPrimary
{
    private ChildPrimary()
    {}

    public static void main(String[] args)
    {
        Path journal = Path.of(args[0]);
        long end = Long.parseLong(args[1]);
        PrintStream out = System.out;
        JournalWriter<Reading> writer = JournalWriter.open(journal, Reading.CODEC,
                JournalOptions.defaults().withSegmentBytes(1 << 20));
        Pipeline<Reading> pipeline = Pipelines.builder(writer, (reading, sequence, endOfBatch) ->
        {}).replaying().build();
        Recovered recovered = Recovery.run(pipeline, Reading.CODEC, journal, ReadOptions.defaults(),
                SnapshotStore.of(journal), progress ->
                {});
        pipeline.goLive();
        long next = recovered.position().nextSequence();
        if (!recovered.position().equals(Pipelines.position(next)))
        {
            throw new AssertionError(recovered.toString());
        }
        long fromSnapshot = recovered.snapshot() == null ? 0 : recovered.snapshot().position().nextSequence();
        out.println("recovered " + next + " " + pipeline.stateHash() + " " + fromSnapshot);
        while (next < end)
        {
            Pipelines.publish(pipeline, next, Math.min(end, next + 37));
            next = Math.min(end, next + 37);
            out.println("written " + (writer.writtenPosition() + 1));
            out.flush();
        }
        pipeline.close();
        out.println("written " + (writer.writtenPosition() + 1));
        writer.close();
        out.println("ended " + pipeline.stateHash());
    }

    static Process start(Class<?> main, String... args) throws IOException
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-")).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
