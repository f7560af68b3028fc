package io.ringmain.lane;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The kernel's notation for a set of CPUs, such as {@code 0-3,8}. Cold path. */
final class CpuList
{
    /** Far above what any kernel is built for (8,192): keeps a damaged file from filling the memory. */
    private static final int MOST = 1 << 16;

    private CpuList()
    {}

    /**
     * Reads the notation.
     *
     * @param text as the kernel prints it; blank is the empty set
     * @return ascending
     * @throws NumberFormatException when it is something else
     */
    static NavigableSet<Integer> parse(String text)
    {
        NavigableSet<Integer> cpus = new TreeSet<>();
        if (text.isBlank())
        {
            return cpus;
        }
        for (String range : text.strip().split(",", -1))
        {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            if (first < 0 || last < first || last >= MOST)
            {
                throw new NumberFormatException("\"" + text + "\" is not a list of CPUs such as 0-3,8");
            }
            for (int cpu = first; cpu <= last; cpu++)
            {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    /**
     * Writes the notation.
     *
     * @param cpus in any order
     * @return as the kernel would print it; "none" for the empty set
     */
    static String format(Collection<Integer> cpus)
    {
        if (cpus.isEmpty())
        {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        NavigableSet<Integer> left = new TreeSet<>(cpus);
        while (!left.isEmpty())
        {
            int first = left.first();
            int last = first;
            while (left.contains(last + 1))
            {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(first).append(first == last ? "" : "-" + last);
            left = left.tailSet(last, false);
        }
        return text.toString();
    }

    /** The CPUs in both. */
    static NavigableSet<Integer> common(Collection<Integer> some, Collection<Integer> others)
    {
        NavigableSet<Integer> common = new TreeSet<>(some);
        common.retainAll(others);
        return common;
    }

    /** {@code count} CPUs from 0 on. */
    static NavigableSet<Integer> first(int count)
    {
        return count < 1 ? Collections.emptyNavigableSet() : parse("0-" + (count - 1));
    }
}
