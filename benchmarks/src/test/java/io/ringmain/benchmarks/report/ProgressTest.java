package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

class ProgressTest
{
    private static final long SECOND_NS = 1_000_000_000;

    @Test
    void shouldTellHowFarAndHowLongStill()
    {
        assertEquals("██████░░░░░░ 50 %, 12 min left: round 2 of 7", Progress.line(0.5, 700, "round 2 of 7"));
        assertEquals("░░░░░░░░░░░░ 0 %, 80 s left: begins", Progress.line(0, 80, "begins"));
    }

    @Test
    void shouldPrintALineNowAndThenWithoutATerminal()
    {
        StringWriter text = new StringWriter();
        try (Progress progress = new Progress(new PrintWriter(text), false))
        {
            progress.show(0, 0, 30, "one");
            progress.show(SECOND_NS, 0.1, 29, "two");
            progress.show(16 * SECOND_NS, 0.5, 15, "three");
        }

        assertEquals(2, text.toString().lines().count());
    }
}
