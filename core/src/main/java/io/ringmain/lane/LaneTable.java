package io.ringmain.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a {@link LaneReport} out for people. */
final class LaneTable
{
    private static final List<String> HEADER = List.of("lane", "stages", "idle", "CPU asked", "CPU granted", "note");
    private static final String GAP = "  ";

    private LaneTable()
    {}

    static String text(LaneReport report)
    {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADER);
        for (LaneReport.Row row : report.rows())
        {
            String idle = row.idle().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            table.add(
                    List.of(row.lane(), String.join(", ", row.stages()), idle, row.asked(), row.granted(), row.note()));
        }
        StringBuilder text = new StringBuilder("lanes on ").append(report.topology().text()).append('\n');
        for (List<String> row : table)
        {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEADER.size(); column++)
            {
                line.append(GAP).append(row.get(column))
                        .append(" ".repeat(width(table, column) - row.get(column).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        report.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        report.topology().notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private static int width(List<List<String>> table, int column)
    {
        return table.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
