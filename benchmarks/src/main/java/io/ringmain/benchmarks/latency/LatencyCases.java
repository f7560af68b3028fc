package io.ringmain.benchmarks.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.ringmain.benchmarks.fork.Case;
import io.ringmain.benchmarks.fork.Case.Contestant;
import io.ringmain.benchmarks.load.Percentiles;
import io.ringmain.benchmarks.report.Unit;

/** All that {@code bench latency} asks: percentiles at each rate, and the highest rate. */
public final class LatencyCases
{
    private LatencyCases()
    {}

    static List<Case<LadderRun>> all(Function<Way, Ladder> ladders)
    {
        List<Case<LadderRun>> cases = new ArrayList<>();
        for (Way way : Way.values())
        {
            Ladder ladder = ladders.apply(way);
            List<Contestant<LadderRun>> sides = way.sides().stream()
                    .map(side -> new Contestant<>(side, List.of(new LadderRun(way, side, ladder)))).toList();
            for (long rate : ladder.rates())
            {
                for (String percentile : Percentiles.names())
                {
                    cases.add(question(name(way, rate, percentile), way, Climb.metric(percentile, rate),
                            Unit.NANOSECONDS, sides));
                }
            }
            cases.add(question(highest(way), way, Climb.HIGHEST, Unit.THOUSAND_EVENTS_PER_SECOND, sides));
        }
        return cases;
    }

    private static Case<LadderRun> question(String name, Way way, String metric, Unit unit,
            List<Contestant<LadderRun>> sides)
    {
        return new Case<>(name, way.key(), metric, unit, true, sides.get(0), sides.subList(1, sides.size()));
    }

    /**
     * What a case is called.
     *
     * @param way        on which events go
     * @param perSecond  the offered rate
     * @param percentile one of {@link Percentiles#names()}
     * @return such as "kafka-10k-p99.9"
     */
    public static String name(Way way, long perSecond, String percentile)
    {
        String rate = perSecond % 1_000_000 == 0
                ? perSecond / 1_000_000 + "m"
                : perSecond % 1_000 == 0 ? perSecond / 1_000 + "k" : Long.toString(perSecond);
        return way.key() + '-' + rate + '-' + percentile;
    }

    /**
     * What the case of the highest rate is called.
     *
     * @param way on which events go
     * @return such as "kafka-highest"
     */
    public static String highest(Way way)
    {
        return way.key() + "-highest";
    }
}
