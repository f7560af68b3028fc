package io.ringmain.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.journal.JournalOptions;

/** A process that is a node, until it is killed or has read so many records in its life and the lives before. */
final class ChildNode
{
    private ChildNode()
    {}

    public static void main(String[] args)
    {
        long end = Long.parseLong(args[2]);
        OldNode<NumbersApp.Numbered> node = OldNode.start(new NumbersApp(true), options(args[0], Path.of(args[1])));
        try (node)
        {
            long before = node.recovered().position().nextSequence();
            System.out.println("recovered " + before);
            while (before + node.journaled() < end)
            {
                node.check();
                System.out.println("journaled " + (before + node.journaled()));
                System.out.flush();
                LockSupport.parkNanos(200_000);
            }
        }
        System.out.println("ended " + node.stateHash());
    }

    static OldNodeOptions options(String bootstrap, Path journal)
    {
        return new OldNodeOptions(bootstrap, NumbersApp.INPUT, Map.of(), List.of(NumbersApp.OUTPUT), journal,
                JournalOptions.defaults(),
                Map.of("max.poll.records", "50"));
    }

    static Process start(String... args) throws IOException
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-")).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildNode.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
