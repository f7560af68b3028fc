package io.ringmain.benchmarks.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/** One picture, drawn by Lets-Plot as SVG; neither AWT nor fonts of this machine are needed. Cold path, any thread. */
final class Plot
{
    private static final Pattern ID = Pattern.compile("id=\"([^\"]+)\"");
    private static final Pattern ID_USED = Pattern.compile("(id=\"|#)([A-Za-z0-9]+)");
    private static final double WIDTH = 860;
    private static final double HEIGHT = 420;
    private static final double BAR_HEIGHT = 26;
    private static final double FRAME_HEIGHT = 90;
    private static final String OURS = "#0b6e99";
    private static final String OTHERS = "#98a2a8";
    /** The same in every picture. */
    private static final Map<String, String> COLOURS = Map.ofEntries(Map.entry("ringmain", OURS),
            Map.entry("ringmain-direct", "#4fb3d9"), Map.entry("ringmain-at-least-once", "#4fb3d9"),
            Map.entry("disruptor", "#d9730d"), Map.entry("disruptor-one-consumer", "#c62828"),
            Map.entry("array-blocking-queue", "#6b6b6b"), Map.entry("jctools", "#2e7d32"),
            Map.entry("same-thread", "#8e24aa"), Map.entry("chronicle-plain", "#2e7d32"),
            Map.entry("transactional-loop", "#d9730d"), Map.entry("bare-loop", "#6b6b6b"),
            Map.entry("streams", "#2e7d32"));
    /** The library cuts a longer one off. */
    private static final int LONGEST_NAME = 20;

    private final Map<String, Object> spec = new HashMap<>();
    private final List<Object> layers = new ArrayList<>();
    private final List<Object> scales = new ArrayList<>();

    /** A bar, with the least and the greatest of its forks. */
    record Bar(String group, String side, Spread spread)
    {}

    /** A point of a line. */
    record Point(String series, String kind, double x, double y)
    {}

    /**
     * An axis.
     *
     * @param name   below or beside it
     * @param marks  where it is marked, and how; none where that is found out by itself
     * @param isLog  logarithmic
     */
    record Axis(String name, Map<Double, String> marks, boolean isLog)
    {
        private static final double FEW = 300;

        /** Powers of ten between the least and the greatest, in a unit's words. */
        static Axis logarithmic(String name, Unit unit, DoubleStream values)
        {
            Map<Double, String> marks = new TreeMap<>();
            double[] all = values.filter(value -> value > 0).toArray();
            double least = Arrays.stream(all).min().orElse(1);
            double greatest = Arrays.stream(all).max().orElse(1);
            // few decades are marked in between, too
            double[] steps = greatest / least < FEW ? new double[] {1, 2, 5} : new double[] {1};
            for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= greatest; decade *= 10)
            {
                for (double step : steps)
                {
                    marks.put(decade * step, short3(unit.text(decade * step)));
                }
            }
            return new Axis(name, marks, true);
        }

        /** "100 ns", where a table says "100.0 ns". */
        private static String short3(String text)
        {
            return text.replaceFirst("\\.0+(?=\\D)", "");
        }

        /** The same with other words for its marks. */
        Axis in(DoubleFunction<String> words)
        {
            Map<Double, String> renamed = new TreeMap<>();
            marks.keySet().forEach(at -> renamed.put(at, words.apply(at)));
            return new Axis(name, renamed, isLog);
        }

        static Axis linear(String name)
        {
            return new Axis(name, Map.of(), false);
        }

        private Map<String, Object> scale(String aesthetic)
        {
            Map<String, Object> scale = new HashMap<>(Map.of("aesthetic", aesthetic, "name", name));
            if (isLog)
            {
                scale.put("trans", "log10");
            }
            if (!marks.isEmpty())
            {
                scale.put("breaks", List.copyOf(marks.keySet()));
                scale.put("labels", List.copyOf(marks.values()));
            }
            return scale;
        }
    }

    private Plot(String title, String subtitle, double height)
    {
        spec.put("kind", "plot");
        spec.put("ggtitle", new HashMap<>(Map.of("text", title, "subtitle", subtitle)));
        spec.put("ggsize", new HashMap<>(Map.of("width", WIDTH, "height", height)));
        spec.put("theme", new HashMap<>(Map.of("name", "minimal", "legend_position", "bottom", "axis_text_x",
                new HashMap<>(Map.of("name", "text", "angle", 0.0)))));
        spec.put("layers", layers);
        spec.put("scales", scales);
    }

    /** Groups of bars beside each other, a colour for each side. */
    static String grouped(String title, String subtitle, String what, List<Bar> bars)
    {
        Plot plot = new Plot(title, subtitle, HEIGHT);
        plot.bars(bars);
        plot.spec.put("mapping", Map.of("x", "group", "y", "median", "fill", "side"));
        Map<String, Object> dodge = Map.of("name", "dodge", "width", 0.8);
        plot.layers.add(new HashMap<>(Map.of("geom", "bar", "stat", "identity", "position", dodge, "width", 0.75)));
        plot.layers.add(new HashMap<>(Map.of("geom", "errorbar", "mapping",
                Map.of("ymin", "min", "ymax", "max", "group", "side"), "position", dodge, "width", 0.2, "size", 0.6)));
        plot.scales.add(Axis.linear("").scale("x"));
        plot.scales.add(Axis.linear(what).scale("y"));
        plot.colours("fill", bars.stream().map(Bar::side).distinct().map(Plot::colour).toList());
        return plot.svg();
    }

    /** One bar below the other, the greatest at the top. */
    static String ranked(String title, String subtitle, String what, List<Bar> bars)
    {
        Plot plot = new Plot(title, subtitle, FRAME_HEIGHT + BAR_HEIGHT * bars.size());
        List<Bar> sorted = bars.stream().sorted((a, b) -> Double.compare(a.spread().median(), b.spread().median()))
                .toList();
        plot.bars(sorted);
        plot.spec.put("mapping", Map.of("x", "side", "y", "median", "fill", "side"));
        plot.layers.add(new HashMap<>(Map.of("geom", "bar", "stat", "identity", "width", 0.7, "show_legend", false)));
        plot.layers.add(new HashMap<>(Map.of("geom", "errorbar", "mapping", Map.of("ymin", "min", "ymax", "max"),
                "width", 0.25, "size", 0.6)));
        plot.spec.put("coord", new HashMap<>(Map.of("name", "flip", "flip", true)));
        plot.scales.add(Axis.linear("").scale("x"));
        plot.scales.add(Axis.linear(what).scale("y"));
        plot.colours("fill",
                sorted.stream().map(bar -> bar.side().equals("ringmain") ? OURS : OTHERS).toList());
        return withWholeNames(plot.svg(), sorted);
    }

    private void bars(List<Bar> bars)
    {
        spec.put("data", Map.of("group", bars.stream().map(Bar::group).toList(), "side",
                bars.stream().map(Bar::side).toList(), "median",
                bars.stream().map(bar -> bar.spread().median()).toList(),
                "min", bars.stream().map(bar -> bar.spread().min()).toList(), "max",
                bars.stream().map(bar -> bar.spread().max()).toList()));
    }

    /** Lines, a colour for each series; where there are kinds, a style for each. */
    static String lines(String title, String subtitle, Axis x, Axis y, List<Point> points)
    {
        Plot plot = new Plot(title, subtitle, HEIGHT);
        plot.spec.put("data", Map.of("series", points.stream().map(Point::series).toList(), "kind",
                points.stream().map(Point::kind).toList(), "x", points.stream().map(Point::x).toList(), "y",
                points.stream().map(Point::y).toList()));
        List<String> kinds = points.stream().map(Point::kind).distinct().toList();
        Map<String, Object> mapping = new HashMap<>(Map.of("x", "x", "y", "y", "color", "series"));
        if (kinds.size() > 1)
        {
            mapping.put("linetype", "kind");
            plot.scales.add(new HashMap<>(Map.of("aesthetic", "linetype", "name", "")));
        }
        plot.spec.put("mapping", mapping);
        plot.layers.add(new HashMap<>(Map.of("geom", "line", "size", 1.1)));
        plot.scales.add(x.scale("x"));
        plot.scales.add(y.scale("y"));
        plot.colours("color", points.stream().map(Point::series).distinct().map(Plot::colour).toList());
        return plot.svg();
    }

    private static String withWholeNames(String svg, List<Bar> bars)
    {
        String whole = svg;
        for (Bar bar : bars)
        {
            String name = bar.side();
            whole = name.length() > LONGEST_NAME ? whole.replace(name.substring(0, LONGEST_NAME) + "..", name) : whole;
        }
        return whole;
    }

    private static String colour(String side)
    {
        return COLOURS.getOrDefault(side, OTHERS);
    }

    private void colours(String aesthetic, List<String> colours)
    {
        scales.add(new HashMap<>(Map.of("aesthetic", aesthetic, "name", "", "values", colours)));
    }

    private String svg()
    {
        return withNumberedIds(
                PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(spec, null, new UnsupportedRGBEncoder(), true));
    }

    /** The library makes ids up at random; so that the same figures are the same file, they are numbered instead. */
    static String withNumberedIds(String svg)
    {
        Map<String, String> numbers = new HashMap<>();
        ID.matcher(svg).results().forEach(id -> numbers.putIfAbsent(id.group(1), "id" + numbers.size()));
        return ID_USED.matcher(svg).replaceAll(used -> numbers.containsKey(used.group(2))
                ? used.group(1) + numbers.get(used.group(2))
                : Matcher.quoteReplacement(used.group()));
    }
}
