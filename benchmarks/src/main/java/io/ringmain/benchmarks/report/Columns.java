package io.ringmain.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table of text for a terminal: the first columns to the left, figures to the right. */
public final class Columns
{
    private static final String GAP = "  ";

    private final int leftAligned;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param leftAligned how many columns are words
     * @param headings    of all columns
     */
    public Columns(int leftAligned, String... headings)
    {
        this.leftAligned = leftAligned;
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are headings
     */
    public void add(String... cells)
    {
        if (cells.length != rows.get(0).size())
        {
            throw new IllegalArgumentException(
                    cells.length + " cells in a table of " + rows.get(0).size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /**
     * The table.
     *
     * @return headings, a rule, rows
     */
    public List<String> lines()
    {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows)
        {
            for (int i = 0; i < widths.length; i++)
            {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows)
        {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++)
            {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(GAP).append(i < leftAligned ? row.get(i) + padding : padding + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        lines.add(1, GAP + "─".repeat(width - GAP.length()));
        return lines;
    }
}
