package io.ringmain.benchmarks.fork;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/**
 * What the forks said. A fork's figure is the median of its passes; a side's is the median of its forks, with the least
 * and the greatest of them.
 */
final class Samples<R extends Run>
{
    private final Map<R, Map<String, List<Double>>> forks = new HashMap<>();

    void add(R run, Map<String, List<Double>> figures)
    {
        Map<String, List<Double>> metrics = forks.computeIfAbsent(run, key -> new HashMap<>());
        figures.forEach((metric, passes) -> metrics.computeIfAbsent(metric, key -> new ArrayList<>())
                .add(Spread.of(passes).median()));
    }

    CaseResult of(Case<R> question)
    {
        return new CaseResult(question.name(), question.unit(), question.inJson(),
                best(question, question.ringmain()),
                question.peers().stream().map(peer -> best(question, peer)).toList());
    }

    private Contender best(Case<R> question, Case.Contestant<R> side)
    {
        return side.candidates().stream()
                .map(run -> contender(side, run, figures(run, question.metric())))
                .max(Comparator.comparingDouble(contender -> goodness(question.unit(), contender))).orElseThrow();
    }

    private static double goodness(Unit unit, Contender contender)
    {
        double median = contender.spread().median();
        return unit.higherIsBetter() ? median : -median;
    }

    private Contender contender(Case.Contestant<R> side, R run, List<Double> figures)
    {
        return new Contender(side.name(), figures.isEmpty() ? Spread.NONE : Spread.of(figures), run.waitsBy(),
                side.asked(), List.copyOf(figures));
    }

    private List<Double> figures(R run, String metric)
    {
        return forks.getOrDefault(run, Map.of()).getOrDefault(metric, List.of());
    }
}
