package io.ringmain.benchmarks.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.ringmain.benchmarks.BenchException;
import io.ringmain.benchmarks.machine.Calibration;
import io.ringmain.benchmarks.report.Conditions;

/** Measures the parts of a report, one after the other, and writes its folder. Threading: one thread. */
public final class Publication
{
    private static final double LOADED = 0.5;

    /** {@code ringmain bench} with some words: returns its exit code. */
    public interface Bench
    {
        /**
         * Runs it.
         *
         * @param out   gets the JSON
         * @param err   gets what people are to see
         * @param words of the command line
         * @return its exit code
         */
        int run(PrintStream out, PrintStream err, String... words);
    }

    /** How much is measured. */
    public enum Kind
    {
        /** Less than three minutes. */
        QUICK,
        /** Some 80 minutes. */
        FULL,
        /** Seconds: to see that all of it works. */
        TRIAL;

        private List<Part> parts()
        {
            return switch (this)
            {
                case QUICK -> Part.quick();
                case FULL -> Part.full();
                case TRIAL -> Part.trial();
            };
        }

        String key()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Bench bench;
    private final PrintWriter err;
    private final Map<String, Double> noise = new LinkedHashMap<>();

    /**
     * A publication.
     *
     * @param bench measures
     * @param err   where to tell how far it is
     */
    public Publication(Bench bench, PrintWriter err)
    {
        this.bench = bench;
        this.err = err;
    }

    /**
     * Measures, and writes all of it.
     *
     * @param kind   how much
     * @param parent of the folder; made when there is none
     * @return the new folder
     * @throws IOException when it cannot be written
     */
    public Path publish(Kind kind, Path parent) throws IOException
    {
        Map<String, String> environment = new LinkedHashMap<>(Conditions.fingerprint());
        environment.put("load average before", Conditions.text(Conditions.loadAverage()));
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        Path folder = newFolder(parent, date + '-' + Conditions.machineName() + '-' + Conditions.shortCommit());
        List<Part> parts = kind.parts();
        Map<String, String> commands = new LinkedHashMap<>();
        parts.forEach(part -> commands.put(part.name(), part.command()));
        say("Writes to " + folder + ", takes about " +
                minutes(parts.stream().mapToDouble(Part::minutes).sum()) + ". Leave the machine alone meanwhile.");
        warnOfLoad();
        for (int i = 0; i < parts.size(); i++)
        {
            Part part = parts.get(i);
            calibrate("before " + part.name());
            say((i + 1) + " of " + parts.size() + ": " + part.name() + ", about " + minutes(part.minutes()));
            run(part, folder);
            Report.write(folder, kind.key(), date, environment, noise, commands);
        }
        calibrate("in the end");
        environment.put("load average after", Conditions.text(Conditions.loadAverage()));
        Report.write(folder, kind.key(), date, environment, noise, commands);
        Report report = Report.read(folder);
        ReportPage.write(report);
        if (kind != Kind.TRIAL)
        {
            ReportIndex.add(report);
        }
        return folder;
    }

    private static Path newFolder(Path parent, String name) throws IOException
    {
        Files.createDirectories(parent);
        Path folder = parent.resolve(name);
        for (int again = 2; Files.exists(folder); again++)
        {
            folder = parent.resolve(name + '-' + again);
        }
        return Files.createDirectory(folder);
    }

    private void warnOfLoad()
    {
        double load = Conditions.loadAverage();
        if (load > LOADED)
        {
            say("Something has kept " + Conditions.text(load) +
                    " CPUs busy over the last minute, if only a build; whatever of it goes on will be in the figures.");
        }
    }

    private void calibrate(String when)
    {
        Calibration calibration = Calibration.measure();
        noise.put(when, Math.round(calibration.noise() * 1e4) / 1e4);
        if (calibration.noise() >= Calibration.NOISY)
        {
            say("This machine is noisy " + when + ": a loop takes " + calibration.text() + '.');
        }
    }

    private void run(Part part, Path folder) throws IOException
    {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        PrintStream progress = new PrintStream(new WriterStream(err), true, StandardCharsets.UTF_8);
        int exitCode = bench.run(new PrintStream(json, true, StandardCharsets.UTF_8), progress,
                part.arguments(folder.resolve(part.name()).toString()).toArray(String[]::new));
        if (exitCode != 0)
        {
            throw new BenchException("the report ends here, since \"" + part.command() +
                    "\" has failed; what was measured before is in " + folder, exitCode);
        }
        if (!Files.exists(folder.resolve(part.name())))
        {
            Files.write(folder.resolve(part.name() + ".json"), json.toByteArray());
        }
    }

    private void say(String line)
    {
        err.println(line);
        err.flush();
    }

    private static String minutes(double minutes)
    {
        return minutes < 1.5
                ? Math.round(minutes * 60) + " seconds"
                : Math.round(minutes) + " minutes";
    }
}
