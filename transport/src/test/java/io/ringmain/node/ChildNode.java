package io.ringmain.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.ringmain.journal.JournalOptions;
import io.ringmain.kafka.GroupProtocol;

/** A process that is a node, until it is killed or has read so many records in its life and the lives before. */
final class ChildNode
{
    private ChildNode()
    {}

    public static void main(String[] args)
    {
        long end = Long.parseLong(args[3]);
        try (Node<NumbersApp.Numbered> node = Node.start(() -> new NumbersApp(true),
                options(args[0], args[1], Path.of(args[2]))))
        {
            for (long handled = 0; handled < end; handled = handled(node))
            {
                node.check();
                System.out.println("handled " + handled);
                System.out.flush();
                LockSupport.parkNanos(200_000);
            }
        }
        System.out.println("ended");
    }

    /** In this life and in those before, as far as its partitions are there again. */
    private static long handled(Node<?> node)
    {
        return node.status().partitions().stream().mapToLong(its -> Math.max(0, its.position())).sum();
    }

    static NodeOptions options(String bootstrap, String group, Path journal)
    {
        // a static member, so that it need not wait until the one that was killed is given up
        return NodeOptions.of(bootstrap, NumbersApp.INPUT, NumbersApp.OUTPUT).withGroup(group)
                .withMembership("child", false, GroupProtocol.CLASSIC, Duration.ofSeconds(10))
                .withSnapshots(Duration.ofDays(1), Long.MAX_VALUE)
                .withJournal(journal, JournalOptions.defaults().withSegmentBytes(1 << 20))
                .withClient(Map.of("max.poll.records", "50"));
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
