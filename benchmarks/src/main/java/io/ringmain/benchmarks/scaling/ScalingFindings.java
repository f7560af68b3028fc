package io.ringmain.benchmarks.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.Columns;
import io.ringmain.benchmarks.report.Finding;
import io.ringmain.benchmarks.report.Unit;
import io.ringmain.benchmarks.report.Wrapping;

/**
 * What the throughputs over the lanes say together: speed-up, efficiency, what an event costs a lane, how many events were in
 * the ring, and the universal scalability law. Cold path.
 */
final class ScalingFindings
{
    private static final String LAW = "X(N) = λN / (1 + σ(N − 1) + κN(N − 1))";

    private final int cpus;
    private final List<Integer> lanes;
    private final Map<String, CaseResult> results = new LinkedHashMap<>();
    /** Millions of events a second by number of lanes; a side that was not measured is left out. */
    private final Map<String, SortedMap<Integer, Double>> throughput = new LinkedHashMap<>();
    private final SortedMap<Integer, Double> inRingNs;

    ScalingFindings(ScalingCases cases, List<CaseResult> results)
    {
        cpus = cases.cpus();
        lanes = cases.lanes();
        results.forEach(result -> this.results.put(result.name(), result));
        for (String side : List.of(ScalingCases.RINGMAIN, ScalingCases.DISRUPTOR))
        {
            SortedMap<Integer, Double> medians = medians(side, ScalingCases::name);
            if (!medians.isEmpty())
            {
                throughput.put(side, medians);
            }
        }
        inRingNs = medians(ScalingCases.RINGMAIN, ScalingCases::inRingName);
    }

    /** The speed-ups, and a law for each side. */
    List<Finding> all()
    {
        if (throughput.isEmpty())
        {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(speedUps());
        throughput.forEach((side, points) -> findings.add(law(side, fitted(points))));
        return findings;
    }

    private SortedMap<Integer, Double> medians(String side, IntFunction<String> name)
    {
        SortedMap<Integer, Double> medians = new TreeMap<>();
        for (int count : lanes)
        {
            Stream.ofNullable(results.get(name.apply(count)))
                    .flatMap(result -> Stream.concat(Stream.of(result.ringmain()), result.peers().stream()))
                    .filter(contender -> contender.name().equals(side))
                    .mapToDouble(contender -> contender.spread().median()).filter(median -> !Double.isNaN(median))
                    .forEach(median -> medians.put(count, median));
        }
        return medians;
    }

    private Finding speedUps()
    {
        Double ofTheWork = medians(ScalingCases.SAME_THREAD, ScalingCases::name).get(1);
        Columns table = new Columns(1, "side", "lanes", "throughput", "speed-up", "efficiency", "N/X", "X·S/N", "X·W");
        Map<String, Double> figures = new LinkedHashMap<>();
        throughput.forEach((side, points) ->
        {
            Double ofOne = points.get(1);
            points.forEach((count, x) ->
            {
                if (ofOne != null)
                {
                    figures.put(side + '-' + count, x / ofOne);
                }
                table.add(count.equals(points.firstKey()) ? side : "", count.toString(),
                        Unit.MILLION_EVENTS_PER_SECOND.text(x),
                        ofOne == null ? "" : String.format(Locale.ROOT, "%.2f×", x / ofOne),
                        ofOne == null ? "" : percent(x / ofOne / count), Unit.NANOSECONDS.text(count / x * 1e3),
                        ofTheWork == null ? "" : percent(x / ofTheWork / count),
                        side.equals(ScalingCases.RINGMAIN) ? inRing(count, x) : "");
            });
        });
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(
                "  N/X: a lane's time for an event; X·S/N: the share of it that is the work alone, as same-thread does it");
        lines.add("  X·W: events in the ring, by Little's law; it has " + ScalingRun.RING + " slots");
        return new Finding("speed-up", lines, figures);
    }

    private static String percent(double share)
    {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String inRing(int count, double millionsPerSecond)
    {
        Double meanNs = inRingNs.get(count);
        return meanNs == null ? "" : String.format(Locale.ROOT, "%,.0f", millionsPerSecond * meanNs / 1e3);
    }

    /** Where each lane has a CPU, when these are enough; a lane that waits for a CPU waits for the machine. */
    private SortedMap<Integer, Double> fitted(SortedMap<Integer, Double> points)
    {
        SortedMap<Integer, Double> withCpus = new TreeMap<>(points.headMap(cpus + 1));
        return withCpus.size() >= ScalingFit.LEAST_POINTS ? withCpus : points;
    }

    private Finding law(String side, SortedMap<Integer, Double> points)
    {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("points", (double) points.size());
        String text = side + ", " + LAW + ": ";
        ScalingFit fit = ScalingFit.of(points);
        if (fit instanceof ScalingFit.Found found)
        {
            UniversalScalability law = found.law();
            figures.put("lambda", law.lambda());
            figures.put("sigma", law.sigma());
            figures.put("kappa", law.kappa());
            figures.put("r-squared", found.rSquared());
            text += String.format(Locale.ROOT, "λ = %.3g M/s, σ = %.4f, κ = %.4f; R² = %.4f over %d points",
                    law.lambda(),
                    law.sigma(), law.kappa(), found.rSquared(), found.points()) + most(law) + caveat(points);
        }
        else if (fit instanceof ScalingFit.None none)
        {
            text += "no fit: " + none.why();
        }
        return new Finding("law-" + side, Wrapping.lines(text), figures);
    }

    private static String most(UniversalScalability law)
    {
        if (Double.isInfinite(law.speedUpAtMost()))
        {
            return "; it knows no limit";
        }
        String most = String.format(Locale.ROOT, "; by it at most %.1f times one lane", law.speedUpAtMost());
        return Double.isInfinite(law.lanesAtMost())
                ? most
                : most + String.format(Locale.ROOT, ", with %.1f lanes", law.lanesAtMost());
    }

    private String caveat(SortedMap<Integer, Double> points)
    {
        int beyond = points.tailMap(cpus + 1).size();
        return beyond == 0
                ? ""
                : "; " + beyond + " of the points have more lanes than there are CPUs (" + cpus +
                        "), so σ and κ are mostly lanes that wait for a CPU";
    }
}
