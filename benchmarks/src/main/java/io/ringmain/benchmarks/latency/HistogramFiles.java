package io.ringmain.benchmarks.latency;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

import io.ringmain.benchmarks.load.LatencyTrack;
import io.ringmain.benchmarks.load.Percentiles;

/**
 * Histograms on disk: of each fork an interval log with a line for each second at each rate, whose tag is the rate, and of all
 * forks of a side together a percentile distribution for each rate. Both as HdrHistogram's own tools read them; nanoseconds in
 * the log, microseconds in the distribution. What cannot be written is an IOException.
 */
public final class HistogramFiles
{
    /** Ends the name of a fork's log. */
    public static final String LOG = ".hlog";
    /** Ends the name of the distribution of a side at a rate. */
    public static final String DISTRIBUTION = ".hgrm";
    /** Ends the name of what was worst, slot by slot, at the reference rate. */
    public static final String WORST = ".worst.csv";

    private static final double NS_PER_US = 1_000;
    private static final int TICKS_PER_HALF = 5;

    private HistogramFiles()
    {}

    /** A log that grows. */
    static final class Log implements AutoCloseable, Climb.Witness
    {
        private final Path file;
        private final long reference;
        private final PrintStream stream;
        private final HistogramLogWriter log;

        Log(Path file, LadderRun run) throws IOException
        {
            this.file = file;
            reference = run.ladder().reference();
            stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
            log = new HistogramLogWriter(stream);
            log.outputComment("[" + run.way().key() + ", " + run.side() +
                    ": latency in nanoseconds from when an event was due; a tag is the offered rate, in events a second; " +
                    "the column Interval_Max is in milliseconds]");
            log.outputLogFormatVersion();
            log.outputStartTime(System.currentTimeMillis());
            log.outputLegend();
        }

        @Override
        public void held(long perSecond, LatencyTrack latency)
        {
            long startMs = latency.startMs();
            for (Histogram its : latency.seconds())
            {
                Histogram second = its.copy();
                second.setTag(Long.toString(perSecond));
                second.setStartTimeStamp(startMs);
                startMs += 1_000;
                second.setEndTimeStamp(startMs);
                log.outputIntervalHistogram(second);
            }
            if (perSecond == reference)
            {
                writeWorst(latency.worstNs());
            }
        }

        private void writeWorst(long[] worstNs)
        {
            StringBuilder lines = new StringBuilder("ms,worst_ns\n");
            for (int i = 0; i < worstNs.length; i++)
            {
                lines.append(i * LatencyTrack.SLOT_NS / 1_000_000).append(',').append(worstNs[i]).append('\n');
            }
            try
            {
                Files.writeString(Path.of(file.toString().replace(LOG, WORST)), lines);
            }
            catch (IOException e)
            {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException
        {
            stream.close();
            if (stream.checkError())
            {
                throw new IOException("the histograms could not be written to " + file);
            }
        }
    }

    /**
     * Reads the logs of all forks of a side.
     *
     * @param folder that has them
     * @param prefix of the names of their logs
     * @return all of their histograms together, by rate
     * @throws IOException when a log cannot be read
     */
    public static Map<Long, Histogram> read(Path folder, String prefix) throws IOException
    {
        Map<Long, Histogram> byRate = new TreeMap<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder,
                file -> isLogOf(file.getFileName().toString(), prefix)))
        {
            for (Path file : logs)
            {
                read(file, byRate);
            }
        }
        return byRate;
    }

    /** A side's name may begin with another's. */
    private static boolean isLogOf(String name, String prefix)
    {
        return name.startsWith(prefix + '-') && name.substring(prefix.length() + 1).matches("\\d+\\.hlog");
    }

    private static void read(Path file, Map<Long, Histogram> byRate) throws FileNotFoundException
    {
        try (HistogramLogReader log = new HistogramLogReader(file.toFile()))
        {
            while (log.hasNext())
            {
                if (log.nextIntervalHistogram() instanceof Histogram second && second.getTag() != null)
                {
                    byRate.computeIfAbsent(Long.valueOf(second.getTag()), rate -> Percentiles.newHistogram())
                            .add(second);
                }
            }
        }
    }

    /**
     * Writes the distributions of a side, one for each rate.
     *
     * @param folder that has its logs
     * @param prefix of their names
     * @throws IOException when a log cannot be read, or a distribution not written
     */
    static void writeDistributions(Path folder, String prefix) throws IOException
    {
        for (Map.Entry<Long, Histogram> rate : read(folder, prefix).entrySet())
        {
            Path file = folder.resolve(prefix + '-' + rate.getKey() + DISTRIBUTION);
            try (PrintStream stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8))
            {
                rate.getValue().outputPercentileDistribution(stream, TICKS_PER_HALF, NS_PER_US);
            }
        }
    }
}
