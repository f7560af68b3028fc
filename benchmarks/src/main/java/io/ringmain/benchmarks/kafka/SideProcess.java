package io.ringmain.benchmarks.kafka;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ringmain.benchmarks.BenchException;

/**
 * A side in a JVM of its own, with the flags of this one. It ends with this JVM, however this JVM ends, since its standard
 * input ends then. Threading: one thread.
 */
final class SideProcess implements AutoCloseable
{
    private static final String PEAK_MEMORY = "VmHWM:";
    private static final int KB = 1_024;
    private static final long END_S = 10;

    private final SideJob job;
    private final Process process;
    private final Path log;
    private final Path gcLog;

    private SideProcess(SideJob job, Process process, Path log, Path gcLog)
    {
        this.job = job;
        this.process = process;
        this.log = log;
        this.gcLog = gcLog;
    }

    /** Starts it; all it writes goes to the job's folder, which exists. */
    static SideProcess start(SideJob job) throws IOException
    {
        Path folder = job.folder();
        Path log = folder.resolve("side.log");
        Path gcLog = folder.resolve("gc.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Xlog:gc:file=" + gcLog, "-Djava.io.tmpdir=" + folder, KafkaLogging.flag(folder)));
        command.addAll(job.side().isStreams()
                ? List.of("-cp", StreamsClassPath.find(), StreamsClassPath.MAIN)
                : List.of("-cp", System.getProperty("java.class.path"), SideMain.class.getName()));
        command.add(job.write().toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new SideProcess(job, process, log, gcLog);
    }

    /** Fails when it has ended, with the line that best says why. */
    void requireAlive() throws IOException
    {
        if (!process.isAlive())
        {
            throw new BenchException(job.side().key() + " ended with exit code " + process.exitValue() + ": " + why());
        }
    }

    private String why() throws IOException
    {
        List<String> lines = Files.readAllLines(log);
        return lines.stream().filter(line -> line.startsWith("failed: ") || line.startsWith("Exception in")).findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }

    /** What it has spent so far, in seconds; it has to be alive. */
    double cpuSeconds()
    {
        return CpuTime.seconds(process.toHandle());
    }

    /** The most memory that it had of the system so far, in bytes: the heap and all beside it; NaN where nobody tells. */
    double peakMemoryBytes()
    {
        try
        {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(PEAK_MEMORY))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KB).findFirst()
                    .orElse(Double.NaN);
        }
        catch (IOException e)
        {
            return Double.NaN;
        }
    }

    /** What its collector said so far. */
    GcLog gcLog() throws IOException
    {
        return GcLog.of(Files.readAllLines(gcLog));
    }

    /** As a crash would. */
    @Override
    public void close()
    {
        process.destroyForcibly();
        try
        {
            process.waitFor(END_S, TimeUnit.SECONDS);
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
