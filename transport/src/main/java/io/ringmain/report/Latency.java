package io.ringmain.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The latency of a run, stage by stage, in nanoseconds.
 *
 * @param stages by name, in the order in which they are shown; not changed, and not to be changed meanwhile
 */
public record Latency(Map<String, Histogram> stages)
{
    /** Keeps the order. */
    public Latency
    {
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /**
     * One row for each stage.
     *
     * @return percentiles as durations
     */
    public Table table()
    {
        Table table = Table.of("stage", "p50", "p90", "p99", "p99.9", "p99.99", "max", "count");
        stages.forEach((name, h) -> table.row(name, at(h, 50), at(h, 90), at(h, 99), at(h, 99.9), at(h, 99.99),
                h.getTotalCount() == 0 ? "–" : Units.duration(h.getMaxValue()), Units.count(h.getTotalCount())));
        return table;
    }

    private static String at(Histogram histogram, double percentile)
    {
        return histogram.getTotalCount() == 0 ? "–" : Units.duration(histogram.getValueAtPercentile(percentile));
    }

    /**
     * Writes the raw histograms in HdrHistogram's own log format, one interval that is the whole run, tagged with the
     * stage; HistogramLogReader and every viewer of such logs read it.
     *
     * @param file    replaced when it exists
     * @param comment one line about the run
     * @param startMs begin of the run, since 1970
     * @param endMs   its end
     */
    public void writeLog(Path file, String comment, long startMs, long endMs)
    {
        try (OutputStream out = Files.newOutputStream(file);
                PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8))
        {
            HistogramLogWriter log = new HistogramLogWriter(stream);
            log.outputComment("[" + comment + "]");
            log.outputComment("[Latency in nanoseconds; the column Interval_Max is in milliseconds]");
            log.outputLogFormatVersion();
            log.outputStartTime(startMs);
            log.outputLegend();
            stages.forEach((name, histogram) ->
            {
                Histogram tagged = histogram.copy();
                tagged.setTag(tag(name));
                tagged.setStartTimeStamp(startMs);
                tagged.setEndTimeStamp(endMs);
                log.outputIntervalHistogram(tagged);
            });
            if (stream.checkError())
            {
                throw new IOException("writing failed");
            }
        }
        catch (IOException e)
        {
            throw new UncheckedIOException("The histograms cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** The format ends a tag at a comma and knows no spaces in it. */
    private static String tag(String stage)
    {
        return stage.replaceAll("[,\\s]+", "-");
    }
}
