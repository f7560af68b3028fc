package io.ringmain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.ringmain.chaos.OutputCheck.Finding;

/**
 * What is wrong, with what happened around it.
 *
 * @param check that has found it
 * @param diary of what happened
 */
record Verdict(OutputCheck check, Diary diary)
{
    private static final long BEFORE_MS = 12_000;
    private static final long BEHIND_MS = 3_000;

    String text()
    {
        List<String> lines = new ArrayList<>();
        lines.add("The output is not what it should be: " + check.counts().entrySet().stream()
                .map(entry -> "%s %d".formatted(entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        entry.getValue()))
                .collect(Collectors.joining(", ")));
        for (Finding finding : check.findings())
        {
            lines.add("  %s %s".formatted(Diary.clock(finding.wallMs()), finding.text()));
        }
        check.findings().stream().mapToLong(Finding::wallMs).min()
                .ifPresent(wallMs ->
                {
                    lines.add("  around the first of them:");
                    diary.between(wallMs - BEFORE_MS, wallMs + BEHIND_MS).forEach(line -> lines.add("    " + line));
                });
        return String.join(System.lineSeparator(), lines);
    }
}
