package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import io.ringmain.broker.Interrupts;

/**
 * {@code java -jar ringmain.jar} with no flag, in an empty current folder, with a temporary folder and a home of its own, so
 * that everything it leaves behind can be seen.
 */
final class CommandProcess
{
    static final Path JAR = Path.of("target/ringmain.jar").toAbsolutePath();
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Process process;
    private final List<ProcessHandle> children = new ArrayList<>();
    private final Path folder;

    private CommandProcess(Process process, Path folder)
    {
        this.process = process;
        this.folder = folder;
    }

    static CommandProcess start(Path folder, String... arguments) throws IOException
    {
        return startIn(folder.resolve("current"), folder, arguments);
    }

    static CommandProcess startIn(Path current, Path folder, String... arguments) throws IOException
    {
        for (String name : List.of("current", "tmp", "home"))
        {
            Files.createDirectories(folder.resolve(name));
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-Duser.home=" + folder.resolve("home"),
                        "-XX:-UsePerfData",
                        "-Xmx512m", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(current.toFile())
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile()).start();
        return new CommandProcess(process, folder);
    }

    Path current()
    {
        return folder.resolve("current");
    }

    /** Waits for its end, remembering every child that it had meanwhile. */
    int exitCode()
    {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (process.isAlive())
        {
            rememberChildren();
            if (System.nanoTime() > deadlineNs)
            {
                process.destroyForcibly();
                throw new AssertionError("has not ended; said\n" + errors());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
        return process.exitValue();
    }

    void awaitError(String text)
    {
        await("err", text);
    }

    void awaitOutput(String text)
    {
        await("out", text);
    }

    private void await(String stream, String text)
    {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!read(stream).contains(text))
        {
            rememberChildren();
            assertTrue(process.isAlive() && System.nanoTime() < deadlineNs,
                    () -> "never said " + text + ":\n" + read(stream) + errors());
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    void killChildren()
    {
        rememberChildren();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ctrl-C, as far as this process alone is concerned. */
    void interrupt() throws IOException, InterruptedException
    {
        if (Interrupts.areIgnoredHere())
        {
            killChildren();
            process.destroyForcibly().waitFor();
            Assumptions
                    .abort("interrupts are ignored here, as in a shell's background job: what they do is not checked");
        }
        signal("-INT");
    }

    /** What an orchestrator sends. */
    void terminate() throws IOException, InterruptedException
    {
        signal("-TERM");
    }

    private void signal(String signal) throws IOException, InterruptedException
    {
        assertEquals(0, new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor());
    }

    String output()
    {
        return read("out");
    }

    String errors()
    {
        return read("err");
    }

    void assertNothingLeft() throws IOException
    {
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList(), "child processes");
        for (String name : List.of("tmp", "home"))
        {
            try (Stream<Path> entries = Files.list(folder.resolve(name)))
            {
                assertEquals(List.of(), entries.toList(), "left in " + name);
            }
        }
    }

    private void rememberChildren()
    {
        process.children().filter(child -> !children.contains(child)).forEach(children::add);
    }

    private String read(String name)
    {
        try
        {
            return Files.readString(folder.resolve(name));
        }
        catch (IOException e)
        {
            throw new AssertionError(e);
        }
    }
}
