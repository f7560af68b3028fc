package io.ringmain.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class SparklineTest
{
    private static final double SECOND_NS = 1e9;

    @Test
    void shouldDrawCountsWithTheirScale()
    {
        List<Long> counts = Stream.of(0, 1, 40, 80, 120, 160, 160, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 80)
                .map(Long::valueOf).toList();

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
        String times = new Sparkline(1, 60).lines(Collections.nCopies(50, 0L), SmallJournal.START_NS, 3600 * SECOND_NS)
                .get(2);

        assertEquals("     11-26 08:00         11-27 09:00        11-28 10:00", times);
    }

    @Test
    void shouldFitTheTerminalHoweverNarrow()
    {
        for (int columns = 24; columns < 200; columns++)
        {
            Sparkline sparkline = new Sparkline(3, columns);
            List<Long> counts = Collections.nCopies(sparkline.width(1e6), 1_000_000L);
            int width = columns;

            sparkline.lines(counts, SmallJournal.START_NS, SECOND_NS)
                    .forEach(line -> assertTrue(line.length() <= width, line));
        }
    }
}
