package io.ringmain.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;

/**
 * What the plot draws, as JSON: for all stages one row of x, which is 1/(1-p), and for each stage its latency there. A
 * stage's line ends at its largest value: n events say nothing of percentiles beyond 1 - 1/n.
 */
final class PlotData
{
    /** 99.999 %. */
    private static final double LARGEST_X = 100_000;
    private static final int POINTS_PER_DECADE = 24;

    private PlotData()
    {}

    static String json(Latency latency)
    {
        List<Double> xs = xs(latency);
        String names = latency.stages().keySet().stream().map(PlotData::quoted).collect(Collectors.joining(","));
        String ys = latency.stages().values().stream().map(stage -> ys(stage, xs)).collect(Collectors.joining(",\n"));
        String x = xs.stream().map(value -> String.format(Locale.ROOT, "%.5g", value)).collect(Collectors.joining(","));
        return "{\"names\":[" + names + "],\n\"data\":[[" + x + "],\n" + ys + "]}";
    }

    /** Evenly on the log scale, and the end of each line, so that its maximum is a point of it. */
    private static List<Double> xs(Latency latency)
    {
        List<Double> xs = new ArrayList<>();
        for (int i = 0; i <= POINTS_PER_DECADE * Math.log10(LARGEST_X); i++)
        {
            xs.add(Math.pow(10, (double) i / POINTS_PER_DECADE));
        }
        latency.stages().values().stream().map(stage -> (double) stage.getTotalCount())
                .filter(count -> count >= 1 && count < LARGEST_X).forEach(xs::add);
        return xs.stream().distinct().sorted().toList();
    }

    private static String ys(Histogram stage, List<Double> xs)
    {
        long count = stage.getTotalCount();
        return xs.stream().map(x -> x > count ? "null" : String.valueOf(Math.max(1, value(stage, x, count))))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long value(Histogram stage, double x, long count)
    {
        return x == count ? stage.getMaxValue() : stage.getValueAtPercentile(100 * (1 - 1 / x));
    }

    /** Safe within a script element too. */
    private static String quoted(String text)
    {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(c < ' ' || c == '"' || c == '\\' || c == '<'
                ? String.format(Locale.ROOT, "\\u%04x", c)
                : String.valueOf((char) c)));
        return json.append('"').toString();
    }
}
