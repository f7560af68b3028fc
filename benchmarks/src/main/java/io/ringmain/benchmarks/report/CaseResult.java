package io.ringmain.benchmarks.report;

import java.util.List;

/**
 * What came out of one case.
 *
 * @param name     the case
 * @param unit     of all its figures
 * @param inJson   false for what is shown to people alone
 * @param ringmain our side
 * @param peers    the others, in the order in which they are shown
 */
public record CaseResult(String name, Unit unit, boolean inJson, Contender ringmain, List<Contender> peers)
{
    /**
     * One side's figures.
     *
     * @param name   as in JSON
     * @param spread over the rounds
     * @param waits  the wait policy that it did best with; empty when it has none
     */
    public record Contender(String name, Spread spread, String waits)
    {}
}
