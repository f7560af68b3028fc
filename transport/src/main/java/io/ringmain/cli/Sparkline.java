package io.ringmain.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import io.ringmain.report.Units;

/**
 * Events over time in blocks of an eighth of a line, with a scale: how many a second the highest column had, and when.
 * Something that happened is seen, however little it was beside the rest.
 *
 * <pre>
 *   6,410/s ┤      ▂▅▇█▆▃
 *           │ ▁▃▆█████████▇▅▂   ▁▁
 *           └────────────────────────
 *            17:49:22        17:49:30
 * </pre>
 */
final class Sparkline
{
    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
    private static final int EIGHTHS = 8;
    /** A rate below ten has decimals. */
    private static final int SHORTEST_SCALE = "1.00/s".length();
    private static final int MOST_LABELS = 5;
    private static final int WIDE_GAP = 6;
    private static final double NS_PER_SECOND = 1e9;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long FEW_SECONDS_NS = 10_000_000_000L;

    private final int rows;
    private final int columns;

    /**
     * An empty one.
     *
     * @param rows    how many lines the columns have at most
     * @param columns how many there are, scale included
     */
    Sparkline(int rows, int columns)
    {
        this.rows = rows;
        this.columns = columns;
    }

    /** How many columns are left for counts, beside a scale that says so many a second. */
    int width(double highestPerSecond)
    {
        int label = Math.max(SHORTEST_SCALE, scale(highestPerSecond).length());
        return Math.max(8, columns - label - 2);
    }

    /**
     * Draws.
     *
     * @param counts   of events, for each of equally long times, at most as many as {@link #width} says
     * @param firstNs  when the first of these times begins, ns since 1970
     * @param columnNs how long each is
     */
    List<String> lines(List<Long> counts, long firstNs, double columnNs)
    {
        long highest = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        String scale = scale(highest * NS_PER_SECOND / columnNs);
        String margin = " ".repeat(scale.length());
        List<String> lines = new ArrayList<>();
        for (int row = rows - 1; row >= 0; row--)
        {
            StringBuilder line = new StringBuilder(row == rows - 1 ? scale + " ┤" : margin + " │");
            for (long count : counts)
            {
                line.append(block(count, highest, row));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(margin + " └" + "─".repeat(counts.size()));
        lines.add(margin + "  " + times(firstNs, columnNs * counts.size(), counts.size()));
        return lines;
    }

    static String scale(double perSecond)
    {
        return (perSecond >= 10 || perSecond == 0 ? Units.count(Math.round(perSecond)) : Units.decimal(perSecond, 2)) +
                "/s";
    }

    private char block(long count, long highest, int row)
    {
        if (count == 0)
        {
            return ' ';
        }
        long eighths = Math.max(1, Math.round((double) count * rows * EIGHTHS / highest));
        return BLOCKS.charAt((int) Math.max(0, Math.min(EIGHTHS, eighths - (long) row * EIGHTHS)));
    }

    /** The first and the last, and those between that have room. */
    private static String times(long firstNs, double lengthNs, int width)
    {
        DateTimeFormatter format = DateTimeFormatter
                .ofPattern(lengthNs >= DAY_NS ? "MM-dd HH:mm" : lengthNs < FEW_SECONDS_NS ? "HH:mm:ss.SSS" : "HH:mm:ss")
                .withZone(ZoneOffset.UTC);
        String first = format.format(at(firstNs));
        int fitting = (width + WIDE_GAP) / (first.length() + WIDE_GAP);
        int labels = fitting > 1 ? Math.min(MOST_LABELS, fitting) : width > 2 * first.length() ? 2 : 1;
        StringBuilder line = new StringBuilder(first);
        for (int i = 1; i < labels; i++)
        {
            String label = format.format(at(firstNs + Math.round(lengthNs * i / (labels - 1))));
            int end = Math.round((float) width * i / (labels - 1));
            // the last ends at the edge, the others lie around their time
            int start = i == labels - 1 ? end - label.length() : end - label.length() / 2;
            line.append(" ".repeat(Math.max(1, start - line.length()))).append(label);
        }
        return line.toString();
    }

    private static Instant at(long ns)
    {
        return Instant.ofEpochSecond(0, ns);
    }
}
