package io.ringmain.benchmarks.engine;

import java.util.List;

import io.ringmain.benchmarks.report.Unit;

/**
 * A question that is answered by one figure for each side.
 *
 * @param name     as shown and in JSON
 * @param group    what {@code --case} calls it together with others that come from the same forks
 * @param metric   which of a fork's figures answers it
 * @param unit     of that figure
 * @param ringmain our side
 * @param peers    the others
 */
record Case(String name, String group, String metric, Unit unit, Contestant ringmain, List<Contestant> peers)
{
    boolean isCalled(String wanted)
    {
        return name.equals(wanted) || group.equals(wanted);
    }

    /** What is shown to people but is too much a matter of chance to compare. */
    boolean inJson()
    {
        return !metric.equals("max");
    }

    /**
     * One side.
     *
     * @param name       as shown and in JSON
     * @param candidates one for each wait policy worth trying; the best median counts
     */
    record Contestant(String name, List<Setup> candidates)
    {}
}
