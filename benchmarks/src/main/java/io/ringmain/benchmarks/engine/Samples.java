package io.ringmain.benchmarks.engine;

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
final class Samples
{
    private final Map<Setup, Map<String, List<Double>>> forks = new HashMap<>();

    void add(Setup setup, Map<String, List<Double>> figures)
    {
        Map<String, List<Double>> metrics = forks.computeIfAbsent(setup, key -> new HashMap<>());
        figures.forEach((metric, passes) -> metrics.computeIfAbsent(metric, key -> new ArrayList<>())
                .add(Spread.of(passes).median()));
    }

    CaseResult of(Case question)
    {
        return new CaseResult(question.name(), question.unit(), question.inJson(),
                best(question, question.ringmain()),
                question.peers().stream().map(peer -> best(question, peer)).toList());
    }

    private Contender best(Case question, Case.Contestant side)
    {
        return side.candidates().stream()
                .map(setup -> new Contender(side.name(), spread(setup, question.metric()), waits(setup)))
                .max(Comparator.comparingDouble(contender -> goodness(question.unit(), contender))).orElseThrow();
    }

    private static double goodness(Unit unit, Contender contender)
    {
        double median = contender.spread().median();
        return unit.higherIsBetter() ? median : -median;
    }

    private Spread spread(Setup setup, String metric)
    {
        return Spread.of(forks.getOrDefault(setup, Map.of()).getOrDefault(metric, List.of()));
    }

    private static String waits(Setup setup)
    {
        return switch (setup.waits())
        {
            case YIELD, SPIN -> setup.waits().key();
            case DEFAULT -> setup.engine() == Engine.RINGMAIN ? "default" : "block";
            case PARK -> setup.engine() == Engine.RINGMAIN ? "park" : "block";
            case NONE -> setup.engine() == Engine.QUEUE ? "block" : "";
        };
    }
}
