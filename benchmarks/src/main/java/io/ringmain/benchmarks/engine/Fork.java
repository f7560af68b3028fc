package io.ringmain.benchmarks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.ringmain.benchmarks.BenchException;

/** Starts forks, one at a time, and reads what they say. Threading: one thread, and the end of the process. */
final class Fork implements AutoCloseable
{
    /** The same for every side. A collector that takes no CPU from the threads while it has nothing to do. */
    static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:-UsePerfData");

    private static final long PATIENCE_S = 150;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private final List<String> flags;
    private final boolean quick;
    private final Thread atEnd = new Thread(this::kill);
    private volatile Process running;

    Fork(List<String> flags, boolean quick)
    {
        this.flags = List.copyOf(flags);
        this.quick = quick;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    Map<String, List<Double>> run(Setup setup) throws InterruptedException
    {
        try
        {
            Process process = new ProcessBuilder(command(setup)).redirectErrorStream(true).start();
            running = process;
            process.getOutputStream().close();
            CompletableFuture<List<String>> output = CompletableFuture.supplyAsync(() -> lines(process));
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
            {
                kill();
                throw new BenchException(setup + ": no result after " + PATIENCE_S + " s; is the machine busy?");
            }
            return result(setup, process.exitValue(), output.join());
        }
        catch (IOException e)
        {
            throw new BenchException(setup + ": cannot start a JVM: " + e.getMessage());
        }
        finally
        {
            running = null;
        }
    }

    private List<String> command(Setup setup)
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ForkMain.class.getName());
        command.add(quick ? "quick" : "full");
        command.addAll(setup.arguments());
        return command;
    }

    private static Map<String, List<Double>> result(Setup setup, int exitCode, List<String> output)
    {
        if (exitCode == INTERRUPTED || exitCode == TERMINATED)
        {
            // Ctrl-C reaches the fork as well as us
            throw new BenchException("", exitCode);
        }
        Optional<Map<String, List<Double>>> figures = output.stream().map(ForkLine::parse).flatMap(Optional::stream)
                .findFirst();
        if (exitCode != 0 || figures.isEmpty())
        {
            throw new BenchException(
                    setup + ": the fork failed (exit code " + exitCode + "): " + ForkLine.why(output));
        }
        return figures.get();
    }

    private static List<String> lines(Process process)
    {
        try (var reader = process.inputReader(StandardCharsets.UTF_8))
        {
            return reader.lines().toList();
        }
        catch (IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void kill()
    {
        Process process = running;
        if (process != null)
        {
            process.destroyForcibly();
        }
    }

    @Override
    public void close()
    {
        kill();
        try
        {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        }
        catch (IllegalStateException e)
        {
            // the process is ending: the hook runs
        }
    }
}
