package io.ringmain.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The list of reports in the README of their folder: the newest at the top. */
final class ReportIndex
{
    private static final String README = "README.md";
    private static final String HEAD = "| report | what |";
    private static final String RULE = "|---|---|";

    private ReportIndex()
    {}

    /** Adds a report, unless it is there. */
    static void add(Report report) throws IOException
    {
        Path readme = report.folder().resolveSibling(README);
        List<String> lines = Files.exists(readme)
                ? new ArrayList<>(Files.readAllLines(readme))
                : new ArrayList<>(List.of("# Performance reports", "", HEAD, RULE));
        String link = '[' + report.name() + "](" + report.name() + "/report.md)";
        int head = lines.indexOf(HEAD);
        if (head >= 0 && lines.stream().noneMatch(line -> line.contains(link)))
        {
            lines.add(head + 2, "| " + link + " | " + what(report) + " |");
            Files.write(readme, lines);
        }
    }

    private static String what(Report report)
    {
        return "all of it in one report (" + report.kind() + "): " + String.join(", ", report.commands().keySet()) +
                "; " + report.environment().get("cpus") + " CPUs";
    }
}
