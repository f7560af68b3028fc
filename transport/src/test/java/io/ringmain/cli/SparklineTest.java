package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SparklineTest
{
    private static final double SECOND_NS = 1e9;

    @Test
    void shouldDrawCountsWithTheirScale()
    {
        long[] counts = {0, 1, 40, 80, 120, 160, 160, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 80};

        String drawn = String.join("\n", new Sparkline(2, 40).lines(counts, SmallJournal.START_NS, SECOND_NS));

        assertEquals("""
                160/s ┤    ▄██
                      │ ▁▄████  ▂         █
                      └────────────────────
                       08:00:00    08:00:20""", drawn);
    }

    @Test
    void shouldSayTheDayWhenThereAreSeveral()
    {
        String times = new Sparkline(1, 60).lines(new long[50], SmallJournal.START_NS, 3600 * SECOND_NS).get(2);

        assertEquals("     11-26 08:00         11-27 09:00        11-28 10:00", times);
    }

    @Test
    void shouldFitTheTerminalHoweverNarrow()
    {
        for (int columns = 24; columns < 200; columns++)
        {
            Sparkline sparkline = new Sparkline(3, columns);
            long[] counts = new long[sparkline.width(1e6)];
            counts[0] = 1_000_000;
            int width = columns;

            sparkline.lines(counts, SmallJournal.START_NS, SECOND_NS)
                    .forEach(line -> assertTrue(line.length() <= width, line));
        }
    }
}
