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

/** Where and of what something was measured. What cannot be found out is left out. */
public final class Conditions
{
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

    private static Optional<String> processor()
    {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo")))
        {
            return lines.filter(line -> line.startsWith("model name"))
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
