package io.ringmain.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A sentence in lines that fit a terminal, the first indented by two columns and the others by four. */
public final class Wrapping
{
    private static final int WIDTH = 100;
    private static final String FIRST = "  ";
    private static final String NEXT = "    ";

    private Wrapping()
    {}

    /**
     * Breaks it between words.
     *
     * @param sentence of any length
     * @return at least one line; one that is a single long word may be too long
     */
    public static List<String> lines(String sentence)
    {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(FIRST);
        String gap = "";
        for (String word : sentence.split(" ", -1))
        {
            if (line.length() + gap.length() + word.length() > WIDTH && !gap.isEmpty())
            {
                lines.add(line.toString());
                line = new StringBuilder(NEXT);
                gap = "";
            }
            line.append(gap).append(word);
            gap = " ";
        }
        lines.add(line.toString());
        return lines;
    }
}
