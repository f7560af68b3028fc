package io.ringmain.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results for people: a case takes a row for each side that was measured, with how many times better Ringmain is than that
 * peer, and with what was asked for where anything was.
 */
public final class ResultsTable
{
    private static final String[] HEADINGS = {"case", "side", "median", "min", "max", "ratio", "waits by", "asked",
        "reached"};
    private static final int WITHOUT_ASKED = HEADINGS.length - 2;

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
        boolean asked = results.stream().flatMap(
                result -> Stream.concat(Stream.of(result.ringmain()), result.peers().stream()))
                .anyMatch(side -> side.asked().isPresent());
        int columns = asked ? HEADINGS.length : WITHOUT_ASKED;
        Columns table = new Columns(2, Arrays.copyOf(HEADINGS, columns));
        for (CaseResult result : results)
        {
            table.add(Arrays.copyOf(cells(result, result.ringmain()), columns));
            result.peers().stream().filter(CaseResult.Contender::wasMeasured)
                    .forEach(peer -> table.add(Arrays.copyOf(cells(result, peer), columns)));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("  ratio: how many times better Ringmain's median is than that peer's");
        if (asked)
        {
            lines.add("  asked: in a row of Ringmain its median, in a peer's row the ratio; reached or not");
        }
        return lines;
    }

    private static String[] cells(CaseResult result, CaseResult.Contender side)
    {
        Unit unit = result.unit();
        Spread spread = side.spread();
        boolean ours = side.equals(result.ringmain());
        return new String[] {ours ? result.name() : "", side.name(), unit.text(spread.median()),
            unit.text(spread.min()), unit.text(spread.max()), ours ? "" : times(result.timesBetter(side)),
            side.waits(), asked(unit, side, ours), result.reached(side).map(yes -> yes ? "yes" : "no").orElse("")};
    }

    private static String asked(Unit unit, CaseResult.Contender side, boolean ours)
    {
        if (side.asked().isEmpty())
        {
            return "";
        }
        double asked = side.asked().getAsDouble();
        return ours
                ? (unit.higherIsBetter() ? "≥ " : "≤ ") + unit.text(asked)
                : "≥ " + times(asked);
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
