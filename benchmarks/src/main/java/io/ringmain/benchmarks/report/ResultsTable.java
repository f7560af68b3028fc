package io.ringmain.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Results for people: a case takes a row for each side, with how many times better Ringmain is than that peer. */
public final class ResultsTable
{
    private ResultsTable()
    {}

    /**
     * All cases, in the order given.
     *
     * @param results any number
     * @return the lines of the table
     */
    public static List<String> of(List<CaseResult> results)
    {
        Columns table = new Columns(2, "case", "side", "median", "min", "max", "ratio", "waits by");
        for (CaseResult result : results)
        {
            addRow(table, result.name(), result.unit(), result.ringmain(), "");
            for (CaseResult.Contender peer : result.peers())
            {
                double times = result.unit().timesBetter(result.ringmain().spread().median(), peer.spread().median());
                addRow(table, "", result.unit(), peer, times(times));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("  ratio: how many times better Ringmain's median is than that peer's");
        return lines;
    }

    private static void addRow(Columns table, String name, Unit unit, CaseResult.Contender side, String times)
    {
        Spread spread = side.spread();
        table.add(name, side.name(), unit.text(spread.median()), unit.text(spread.min()), unit.text(spread.max()),
                times, side.waits());
    }

    /** Such as "2.31×"; empty when both are nothing. */
    private static String times(double times)
    {
        if (Double.isNaN(times) || Double.isInfinite(times))
        {
            return "";
        }
        return times < 0.005 ? "<0.01×" : Unit.threeDigits(times) + '×';
    }
}
