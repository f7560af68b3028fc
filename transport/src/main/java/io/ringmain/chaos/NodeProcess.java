package io.ringmain.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link NodeChild} as its parent sees it.
 *
 * <p>
 * Threading: one thread calls; a thread of its own follows what the child says.
 */
final class NodeProcess implements AutoCloseable
{
    private static final int WORDS_OF_FAILURE = "failed ".length();
    private static final int WORDS_OF_STATUS = "status ".length();

    private final Process process;
    private final Thread listener;

    // written by the listener
    private volatile NodeSays says = NodeSays.NOTHING;
    private volatile String failed;
    private volatile boolean begun;
    private volatile boolean closed;

    private NodeProcess(Process process, String name)
    {
        this.process = process;
        listener = new Thread(this::listen, "chaos/" + name);
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts one; it takes a second or two until it says anything.
     *
     * @param prefix  a command before the JVM's, such as one that enters a network namespace
     * @param name    of the node
     * @param plan    what it is to do
     * @param folder  where its log goes
     */
    static NodeProcess start(List<String> prefix, String name, NodePlan plan, Path folder)
    {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // what a jar's manifest opens counts only for java -jar
        for (String open : List.of("java.lang", "java.lang.reflect", "java.io", "java.util", "sun.nio.ch",
                "jdk.internal.misc"))
        {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.add("--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23)
        {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError", "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                "-Djava.io.tmpdir=" + folder, "-Dslf4j.internal.verbosity=ERROR",
                "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n", "-cp", classPath(),
                NodeChild.class.getName()));
        command.addAll(plan.arguments());
        try
        {
            return new NodeProcess(new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile())).start(),
                    name);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("A node's process could not be started: " + command.get(0), e);
        }
    }

    private static String classPath()
    {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> new File(entry).getAbsolutePath()).collect(Collectors.joining(File.pathSeparator));
    }

    private void listen()
    {
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            for (String line = out.readLine(); line != null; line = out.readLine())
            {
                if (line.startsWith("status ") && line.split(" ", -1).length == 7)
                {
                    says = NodeSays.parse(line.substring(WORDS_OF_STATUS));
                }
                else if (line.startsWith("failed "))
                {
                    failed = line.substring(WORDS_OF_FAILURE);
                }
                else if ("begun".equals(line))
                {
                    begun = true;
                }
                else if ("closed".equals(line))
                {
                    closed = true;
                }
            }
        }
        catch (IOException e)
        {
            // the end of the process closes the stream
        }
    }

    NodeSays says()
    {
        return says;
    }

    /** Whether it has ended and all that it ever said was heard. */
    boolean hasEnded()
    {
        return !process.isAlive() && !listener.isAlive();
    }

    int exitCode()
    {
        return process.exitValue();
    }

    /** Why it ended by itself or did not close well, null when it has not said so. */
    String failed()
    {
        return failed;
    }

    /** Whether it heeds a SIGTERM; before that the JVM ends, and nothing of a node has been there. */
    boolean begun()
    {
        return begun;
    }

    /** Whether it has drained, committed and left. */
    boolean closed()
    {
        return closed;
    }

    long pid()
    {
        return process.pid();
    }

    void signal(String name)
    {
        try
        {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            if (exit != 0 && process.isAlive())
            {
                throw new ChaosFailure("kill -%s %d failed".formatted(name, pid()));
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("There is no command kill, which chaos needs", e);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL; does not wait. */
    void kill()
    {
        process.toHandle().destroyForcibly();
    }

    /** SIGKILL, and waits until it is gone. */
    @Override
    public void close()
    {
        kill();
        boolean interrupted = false;
        while (process.isAlive())
        {
            try
            {
                process.waitFor();
            }
            catch (InterruptedException e)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
