package io.ringmain.chaos;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ringmain.node.Node;
import io.ringmain.node.NodeStatus;

/**
 * A process that is one node, until it is ended. Says on standard output, a line each: {@code begun} once it heeds a
 * SIGTERM; {@code status} and what
 * {@link NodeSays} has; {@code closed} behind a SIGTERM; {@code failed WHY} when it ends by itself. Standard error is for
 * people: what the libraries log, and each change of its state.
 */
final class NodeChild
{
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Unbuffered: what a killed process has said must have arrived. */
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    /** They print their whole configuration; kept here, since a logger that nobody holds forgets its level. */
    private static final Logger CONFIGURATIONS = Logger.getLogger("org.apache.kafka.common.config");

    private static volatile boolean ending;
    private static volatile Node<ChaosEvent> node;

    private NodeChild()
    {}

    /**
     * Runs a node.
     *
     * @param args see {@link NodePlan}
     */
    public static void main(String[] args)
    {
        watchParent(System.in);
        CONFIGURATIONS.setLevel(Level.WARNING);
        try
        {
            run(NodePlan.parse(args));
        }
        catch (RuntimeException | Error e)
        {
            if (!ending)
            {
                tell("ended: " + e);
                e.printStackTrace();
                say("failed " + oneLine(e.toString()));
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void run(NodePlan plan)
    {
        tell("process " + ProcessHandle.current().pid() + " starts: " + plan);
        // first: the order to end may come while the node starts
        Runtime.getRuntime().addShutdownHook(new Thread(NodeChild::end, "chaos/end"));
        say("begun");
        node = Node.start(ChaosApp::new, plan.options());
        String shown = "";
        while (true)
        {
            node.check();
            NodeStatus status = node.status();
            NodeSays says = NodeSays.of(status);
            say("status " + says.line());
            String state = status.health() + " " + says.partitions() +
                    (status.trouble().isEmpty() ? "" : ", " + status.trouble());
            if (!state.equals(shown))
            {
                shown = state;
                tell(state);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    private static void end()
    {
        ending = true;
        tell("closes");
        try
        {
            if (node != null)
            {
                node.close();
            }
            tell("closed");
            say("closed");
        }
        catch (RuntimeException e)
        {
            tell("did not close well: " + e);
            e.printStackTrace();
            say("failed " + oneLine(e.toString()));
        }
    }

    private static String oneLine(String text)
    {
        return text.replaceAll("\\s+", " ");
    }

    private static void tell(String what)
    {
        System.err.println(CLOCK.format(LocalTime.now(ZoneId.systemDefault())) + " NODE " + what);
    }

    private static void say(String line)
    {
        try
        {
            OUT.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        }
        catch (IOException e)
        {
            // the parent is gone, and this process too before long
        }
    }

    /** The parent holds the other end of the pipe and never writes, so its end means that the parent is gone. */
    private static void watchParent(InputStream in)
    {
        Thread watch = new Thread(() ->
        {
            try
            {
                while (in.read() >= 0)
                {
                    // whatever was written means nothing
                }
            }
            catch (IOException e)
            {
                // a broken pipe says the same as its end
            }
            Runtime.getRuntime().halt(1);
        }, "chaos/parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
