package io.ringmain.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where and of what something was measured. What cannot be found out is left out. */
public final class Conditions
{
    private static final double KB = 1_024;
    private static final double GB = 1e9;

    private Conditions()
    {}

    /**
     * Of this machine, JVM and checkout.
     *
     * @return by name, in the order in which they are to be read
     */
    public static Map<String, String> here()
    {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("machine",
                processor().map(name -> name + ", ").orElse("") + System.getProperty("os.name") + ' ' +
                        System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        conditions.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        conditions.put("jdk", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version"));
        commit().ifPresent(commit -> conditions.put("commit", commit));
        return conditions;
    }

    /**
     * All of it, and what else may explain a figure: memory, clock governor, huge pages, whether the machine is virtual.
     *
     * @return by name, in the order in which they are to be read
     */
    public static Map<String, String> fingerprint()
    {
        Map<String, String> conditions = new LinkedHashMap<>(here());
        firstLine("/proc/meminfo").ifPresent(line -> conditions.put("memory", String.format(Locale.ROOT, "%.0f GB",
                Double.parseDouble(line.replaceAll("\\D", "")) * KB / GB)));
        conditions.put("governor",
                firstLine("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse("not told by this machine"));
        firstLine("/sys/kernel/mm/transparent_hugepage/enabled").ifPresent(line -> conditions.put("huge pages", line));
        conditions.put("virtual machine", cpuInfo("flags").map(flags -> flags.contains(" hypervisor") ? "yes" : "no")
                .orElse("unknown"));
        return conditions;
    }

    private static Optional<String> firstLine(String file)
    {
        try (var lines = Files.lines(Path.of(file)))
        {
            return lines.findFirst();
        }
        catch (IOException | RuntimeException e)
        {
            return Optional.empty();
        }
    }

    /**
     * The machine in a word, for a file's name.
     *
     * @return such as "intel-xeon-2cpu"
     */
    public static String machineName()
    {
        String name = processor().orElse(System.getProperty("os.arch")).toLowerCase(Locale.ROOT)
                .replaceAll("\\((r|tm)\\)", "").replaceAll("@.*", "").replaceAll("\\b(processor|cpu)\\b", "")
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name + '-' + Runtime.getRuntime().availableProcessors() + "cpu";
    }

    /**
     * The commit in a word, for a file's name.
     *
     * @return such as "4aac9d1", "4aac9d1-changed", or "unknown"
     */
    public static String shortCommit()
    {
        return commit().map(commit -> commit.substring(0, 7) + (commit.contains(" ") ? "-changed" : ""))
                .orElse("unknown");
    }

    /**
     * How many threads wanted to run over the last minute.
     *
     * @return negative where the system does not tell
     */
    public static double loadAverage()
    {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /**
     * The load average as text.
     *
     * @param load what {@link #loadAverage()} said
     * @return such as "0.31"
     */
    public static String text(double load)
    {
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
    }

    /**
     * Begins to watch how much CPU time the host of a virtual machine takes for others.
     *
     * @return tells, each time it is asked, the share since now; empty where the system does not tell
     */
    public static Supplier<Optional<String>> watchStolenTime()
    {
        Optional<StolenTime> before = StolenTime.now();
        return () -> before.flatMap(then -> StolenTime.now().map(now -> now.stolenSince(then)));
    }

    private static Optional<String> processor()
    {
        return cpuInfo("model name");
    }

    private static Optional<String> cpuInfo(String field)
    {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo")))
        {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        }
        catch (IOException | RuntimeException e)
        {
            return Optional.empty();
        }
    }

    /** Of the checkout in which this jar was built. */
    private static Optional<String> commit()
    {
        return git("rev-parse", "--short=12", "HEAD")
                .map(commit -> commit + git("status", "--porcelain", "--untracked-files=no")
                        .filter(changes -> !changes.isEmpty()).map(changes -> " with uncommitted changes").orElse(""));
    }

    private static Optional<String> git(String... arguments)
    {
        try
        {
            Path built = Path.of(Conditions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            ProcessBuilder builder = new ProcessBuilder("git");
            builder.command().addAll(List.of(arguments));
            Process git = builder.directory(built.getParent().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        }
        catch (InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        catch (Exception e)
        {
            // no git, or not a checkout
            return Optional.empty();
        }
    }
}
