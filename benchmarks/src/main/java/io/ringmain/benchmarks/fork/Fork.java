package io.ringmain.benchmarks.fork;

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
    private static final long PATIENCE_S = 150;
    /** How much longer than planned a fork may take beyond that. */
    private static final double SLOWNESS = 5;
    private static final long END_S = 10;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private final Class<?> main;
    private final List<String> flags;
    private final boolean quick;
    private final Runnable clean;
    private final Thread atEnd = new Thread(this::end);
    private volatile Process running;

    /** {@code clean} is called when the process ends early, after the fork's end. */
    Fork(Class<?> main, List<String> flags, boolean quick, Runnable clean)
    {
        this.main = main;
        this.clean = clean;
        this.flags = List.copyOf(flags);
        this.quick = quick;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Runs one fork with words behind those of its run, and returns its figures. */
    Map<String, List<Double>> run(Run run, List<String> further) throws InterruptedException
    {
        long patienceS = PATIENCE_S + (long) (SLOWNESS * run.seconds(quick));
        try
        {
            Process process = new ProcessBuilder(command(run, further)).redirectErrorStream(true).start();
            running = process;
            process.getOutputStream().close();
            CompletableFuture<List<String>> output = CompletableFuture.supplyAsync(() -> lines(process));
            if (!process.waitFor(patienceS, TimeUnit.SECONDS))
            {
                kill();
                throw new BenchException(run + ": no result after " + patienceS + " s; is the machine busy?");
            }
            return result(run, process.exitValue(), output.join());
        }
        catch (IOException e)
        {
            throw new BenchException(run + ": cannot start a JVM: " + e.getMessage());
        }
        finally
        {
            running = null;
        }
    }

    private List<String> command(Run run, List<String> further)
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.add(ForkedMain.effort(quick));
        command.addAll(run.arguments());
        command.addAll(further);
        return command;
    }

    private static Map<String, List<Double>> result(Run run, int exitCode, List<String> output)
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
                    run + ": the fork failed (exit code " + exitCode + "): " + ForkLine.why(output));
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
            // a fork may have a child of its own, which prepares what it measures
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** What a fork still writes would spoil the cleaning. */
    private void end()
    {
        Process process = running;
        kill();
        try
        {
            if (process != null)
            {
                process.waitFor(END_S, TimeUnit.SECONDS);
            }
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        clean.run();
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
