package io.ringmain.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for the terminal and for the page: the first column names, the others are numbers. */
public final class Table
{
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> header)
    {
        this.header = header;
    }

    /**
     * A table without rows.
     *
     * @param header names of the columns
     * @return to be filled
     */
    public static Table of(String... header)
    {
        return new Table(List.of(header));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns
     * @return this
     */
    public Table row(String... cells)
    {
        if (cells.length != header.size())
        {
            throw new IllegalArgumentException("A row of " + cells.length + " cells in a table of " + header.size() +
                    " columns " + header);
        }
        rows.add(List.of(cells));
        return this;
    }

    /**
     * The table as lines of text.
     *
     * @return header, rule and rows, each ended by a line feed
     */
    public String text()
    {
        int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
        int total = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        StringBuilder text = new StringBuilder();
        append(text, header, widths);
        text.append(GAP).append("─".repeat(total)).append('\n');
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private int width(int column)
    {
        int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, header.get(column).length());
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths)
    {
        for (int i = 0; i < widths.length; i++)
        {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean last = i == widths.length - 1;
            text.append(GAP).append(i == 0 ? cells.get(0) + (last ? "" : padding) : padding + cells.get(i));
        }
        text.append('\n');
    }

    /** The table in HTML, everything escaped. */
    String html()
    {
        String body = rows.stream().map(row -> "<tr>" + cells(row, "td") + "</tr>\n").collect(Collectors.joining());
        return "<table>\n<thead><tr>" + cells(header, "th scope=\"col\"") + "</tr></thead>\n<tbody>\n" + body +
                "</tbody>\n</table>\n";
    }

    private static String cells(List<String> cells, String element)
    {
        String end = "</" + element.substring(0, 2) + '>';
        return cells.stream().map(cell -> '<' + element + '>' + Html.escaped(cell) + end).collect(Collectors.joining());
    }
}
