package io.ringmain.torture;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link WriterChild} as its parent sees it.
 *
 * <ul>
 * <li>Owner: the thread that tortures.
 * <li>Readers: none; a thread of its own follows what the child says.
 * <li>Invariants: once {@link #kill} has returned, all that the child ever said was heard.
 * <li>Progress: every wait has an end.
 * </ul>
 */
final class Child implements AutoCloseable
{
    static final long NEVER = -2;

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_NS = 20_000;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Thread listener;

    // written by the listener
    private volatile boolean ready;
    private volatile boolean opening;
    private volatile String opened;
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile String failed;
    private volatile long written = NEVER;
    private volatile long durable = NEVER;

    private Child(Process process)
    {
        this.process = process;
        listener = new Thread(this::listen, "torture/listener");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts a JVM that is ready before long, and does nothing until {@link #begin}. */
    static Child start(Path scratch, Path classes)
    {
        return start(List.of(), scratch, Files.exists(classes) ? "-XX:SharedArchiveFile=" + classes : "-Xshare:auto");
    }

    /** Runs one that only warms up and leaves its classes in a file, from which the others start in half the time. */
    static void archiveClasses(Path scratch, Path classes)
    {
        try (Child child = start(List.of(), scratch, "-XX:ArchiveClassesAtExit=" + classes))
        {
            child.await("is ready", () -> child.ready);
            child.process.getOutputStream().close();
            child.process.waitFor(PATIENCE_NS, TimeUnit.NANOSECONDS);
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** The same behind another command, such as one that makes a namespace. */
    static Child start(List<String> prefix, Path scratch, String share)
    {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // what a jar's manifest opens counts only for java -jar
        for (String open : List.of("java.lang.reflect", "sun.nio.ch", "jdk.internal.misc"))
        {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
        }
        command.add("--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23)
        {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-Xmx96m", share, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData",
                "-XX:ErrorFile=" + scratch.resolveSibling("hs_err_%p.log"),
                "-Djava.io.tmpdir=" + scratch.toAbsolutePath().getParent(), "-Dslf4j.internal.verbosity=ERROR", "-cp",
                classPath(), WriterChild.class.getName(), scratch.toString()));
        try
        {
            return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("A child process could not be started: " + command.get(0), e);
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
            // what came without its end of line was not said
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read())
            {
                if (c == '\n')
                {
                    heard(line.toString());
                    line.setLength(0);
                }
                else
                {
                    line.append((char) c);
                }
            }
        }
        catch (IOException e)
        {
            // the end of the process closes the stream
        }
    }

    private void heard(String line)
    {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        switch (word)
        {
            case "ready" -> ready = true;
            case "opening" -> opening = true;
            case "open" -> opened = rest;
            case "w" -> written = Long.parseLong(rest);
            case "d" -> durable = Long.parseLong(rest);
            case "closing" -> closing = true;
            case "closed" -> {
                durable = Long.parseLong(rest);
                closed = true;
            }
            default -> failed = rest.isEmpty() ? line : rest;
        }
    }

    void begin(SessionPlan plan, Path directory, Path key)
    {
        await("is ready", () -> ready);
        try
        {
            process.getOutputStream()
                    .write((plan.line(directory, key) + '\n').getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("The child process has gone", e);
        }
    }

    void awaitOpening()
    {
        await("has begun to open the journal", () -> opening);
    }

    void awaitOpened()
    {
        await("has opened the journal", () -> opened != null);
    }

    void awaitWritten()
    {
        await("has written", () -> written != NEVER);
    }

    void awaitClosing()
    {
        await("has begun to close", () -> closing);
    }

    /** Waits until something is so, or the child has ended. */
    void await(String what, BooleanSupplier condition)
    {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean())
        {
            if (!process.isAlive())
            {
                join();
                if (condition.getAsBoolean())
                {
                    return;
                }
                throw new TortureFailure("The writer ended by itself (exit code %d) before it %s: %s"
                        .formatted(process.exitValue(), what, failed));
            }
            if (System.nanoTime() > deadlineNs)
            {
                throw new TortureFailure("The writer neither %s within %d s nor said why"
                        .formatted(what, TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NS)));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    boolean isAlive()
    {
        return process.isAlive();
    }

    long pid()
    {
        return process.pid();
    }

    /** SIGKILL; returns whether that was what ended it. */
    boolean kill()
    {
        // unlike the process's own method, this leaves what it has said to be heard
        process.toHandle().destroyForcibly();
        join();
        boolean killed = process.exitValue() == KILLED;
        if (!killed && !closed)
        {
            throw new TortureFailure(
                    "The writer ended by itself with exit code %d: %s".formatted(process.exitValue(), failed));
        }
        return killed;
    }

    private void join()
    {
        boolean interrupted = false;
        while (process.isAlive() || listener.isAlive())
        {
            try
            {
                process.waitFor();
                listener.join();
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

    /** What it said of its opening: the last sequence, how long it took in ns, what it found; null when it had not come to it. */
    String opened()
    {
        return opened;
    }

    /** Why it gave up, null when it has not. */
    String failed()
    {
        return failed;
    }

    boolean closed()
    {
        return closed;
    }

    /** The last acknowledged sequence, {@link #NEVER} without one. */
    long written()
    {
        return written;
    }

    /** The last that it called durable, {@link #NEVER} without one. */
    long durable()
    {
        return durable;
    }

    @Override
    public void close()
    {
        process.toHandle().destroyForcibly();
        join();
    }
}
