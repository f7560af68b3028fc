package io.ringmain.benchmarks.publish;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.ringmain.benchmarks.report.CaseResult;
import io.ringmain.benchmarks.report.CaseResult.Contender;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

/** Cases beside each other: a row for each side, a column for each case, and who is ahead. */
final class SideTable
{
    private SideTable()
    {}

    /** Neighbours that the same sides were measured in. */
    static List<List<CaseResult>> families(List<CaseResult> cases)
    {
        List<List<CaseResult>> families = new ArrayList<>();
        List<String> last = List.of();
        for (CaseResult result : cases)
        {
            List<String> sides = Report.sides(result).stream().map(Contender::name).toList();
            if (!sides.equals(last))
            {
                families.add(new ArrayList<>());
            }
            families.get(families.size() - 1).add(result);
            last = sides;
        }
        return families;
    }

    /** With what all names begin, of several: up to a dash, or one of the names as a whole. */
    static String stem(List<CaseResult> family)
    {
        String stem = family.get(0).name();
        for (CaseResult result : family)
        {
            while (!(result.name() + '-').startsWith(stem + '-'))
            {
                stem = stem.substring(0, Math.max(0, stem.lastIndexOf('-')));
                if (stem.isEmpty())
                {
                    return "";
                }
            }
        }
        return family.size() == 1 ? "" : stem;
    }

    /** Called by what comes behind the stem; the one that is the stem by its metric, throughput. */
    static List<CaseResult> withoutStem(List<CaseResult> family, String stem)
    {
        return stem.isEmpty()
                ? family
                : family.stream().map(result -> result.called(result.name().equals(stem)
                        ? "throughput"
                        : result.name().substring(stem.length() + 1))).toList();
    }

    /** A row for each side, a column for each case; whoever is ahead of all others with every fork is strong. Units are told where they differ. */
    static List<List<String>> bySide(List<CaseResult> cases)
    {
        boolean isUnitSaid = cases.stream().map(CaseResult::unit).distinct().count() < 2;
        Set<String> names = new LinkedHashSet<>();
        cases.forEach(result -> Report.sides(result).forEach(side -> names.add(side.name())));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        cases.forEach(result -> head.add('`' + result.name() + '`'));
        rows.add(head);
        for (String name : names)
        {
            List<String> row = new ArrayList<>(List.of(name));
            for (CaseResult result : cases)
            {
                row.add(Report.side(result, name).map(side -> cell(result, side, isUnitSaid)).orElse(""));
            }
            rows.add(row);
        }
        return rows;
    }

    static String cell(CaseResult result, Contender side, boolean isUnitSaid)
    {
        Unit unit = result.unit();
        String median = isUnitSaid ? bare(unit, side.spread().median()) : unit.text(side.spread().median());
        boolean isAhead = Report.sides(result).stream()
                .allMatch(other -> other.equals(side) || isAhead(unit, side.spread(), other.spread()));
        return (isAhead ? "**" + median + "**" : median) + range(unit.text(side.spread().median()),
                unit.text(side.spread().min()), unit.text(side.spread().max()));
    }

    private static boolean isAhead(Unit unit, Spread side, Spread other)
    {
        return unit.higherIsBetter() ? side.min() > other.max() : side.max() < other.min();
    }

    /** Behind a median, with no unit where all three have the same; nothing where there was one fork. */
    static String range(String median, String least, String greatest)
    {
        String unit = median.indexOf(' ') < 0 ? "" : median.substring(median.indexOf(' '));
        boolean isSame = least.endsWith(unit) && greatest.endsWith(unit);
        return least.equals(greatest)
                ? ""
                : " (" + (isSame ? least.substring(0, least.length() - unit.length()) : least) + " – " +
                        (isSame ? greatest.substring(0, greatest.length() - unit.length()) : greatest) + ')';
    }

    /** Without its unit, where the text says it. */
    private static String bare(Unit unit, double value)
    {
        return unit == Unit.MILLION_EVENTS_PER_SECOND || unit == Unit.THOUSAND_EVENTS_PER_SECOND
                ? unit.text(value).replaceFirst(" ./s$", "")
                : unit.text(value);
    }

    /** Whom we are ahead of, who is ahead of us, and of whom nobody can say. */
    static String verdict(List<CaseResult> cases)
    {
        List<String> ahead = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        List<String> close = new ArrayList<>();
        for (CaseResult result : cases)
        {
            if (!result.ringmain().wasMeasured())
            {
                continue;
            }
            Optional<Contender> best = result.peers().stream().filter(Contender::wasMeasured)
                    .max((a, b) -> Double.compare(result.unit().timesBetter(a.spread().median(), b.spread().median()),
                            1));
            if (best.isPresent())
            {
                double times = result.timesBetter(best.get());
                String what = String.format(Locale.ROOT, "`%s` (%s× %s)", result.name(), factor(times),
                        best.get().name());
                boolean isApart = apart(result.ringmain(), best.get());
                (isApart ? times > 1 ? ahead : behind : close).add(what);
            }
        }
        return join("Ringmain is ahead of every peer in ", ahead) + join("A peer is ahead in ", behind) +
                join("No difference that can be seen to the best peer in ", close) +
                (cases.stream().allMatch(result -> result.ringmain().forks().size() < 2)
                        ? "(Times the best peer's median, of one fork each, which says little.)"
                        : "(Times the best peer's median; ahead means that every fork was.)");
    }

    private static String factor(double times)
    {
        return String.format(Locale.ROOT, times == 0 ? "%.0f" : times < 0.1 ? "%.3f" : times < 10 ? "%.2f" : "%.0f",
                times);
    }

    private static boolean apart(Contender ours, Contender theirs)
    {
        return ours.spread().min() > theirs.spread().max() || ours.spread().max() < theirs.spread().min();
    }

    private static String join(String what, List<String> cases)
    {
        return cases.isEmpty() ? "" : what + String.join(", ", cases) + ". ";
    }
}
