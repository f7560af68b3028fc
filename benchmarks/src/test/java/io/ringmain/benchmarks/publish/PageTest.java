package io.ringmain.benchmarks.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ringmain.benchmarks.publish.Plot.Axis;
import io.ringmain.benchmarks.publish.Plot.Bar;
import io.ringmain.benchmarks.publish.Plot.Point;
import io.ringmain.benchmarks.report.Spread;
import io.ringmain.benchmarks.report.Unit;

class PageTest
{
    private static final Page PAGE = new Page().heading(1, "A <title>").text("Some `code` and **strong** words.")
            .grid(1, List.of(List.of("", "a|b"), List.of("ringmain", "**1.5** (1 – 2)"))).code("./ringmain bench");

    @Test
    void shouldBeMarkdown()
    {
        assertEquals("""
                # A <title>

                Some `code` and **strong** words.

                |  | a\\|b |
                |---|--:|
                | ringmain | **1.5** (1 – 2) |

                ```sh
                ./ringmain bench
                ```
                """, Markdown.of(PAGE));
    }

    @Test
    void shouldBeAPageThatLoadsNothing(@TempDir Path folder) throws Exception
    {
        Files.writeString(folder.resolve("p.svg"), "<svg/>");

        String html = Html.of(new Page().heading(1, "A <title>").text("Some `code` and **strong** words.")
                .picture("p.svg", "a \"picture\""), folder);

        assertTrue(html.contains("<h1>A &lt;title&gt;</h1>"), html);
        assertTrue(html.contains("<p>Some <code>code</code> and <strong>strong</strong> words.</p>"), html);
        assertTrue(html.contains("<img alt=\"a &quot;picture&quot;\" src=\"data:image/svg+xml;base64,"), html);
        assertTrue(html.contains("default-src 'none'"), html);
        assertFalse(html.contains("http:"), html);
    }

    @Test
    void shouldDrawWithoutAScreen()
    {
        List<Bar> bars = List.of(new Bar("unicast", "ringmain", new Spread(3, 2, 4)),
                new Bar("unicast", "disruptor", new Spread(2, 1, 3)));
        List<Point> points = List.of(new Point("ringmain", "p50", 1e3, 200), new Point("ringmain", "p50", 1e6, 9_000),
                new Point("ringmain", "p99.9", 1e3, 300), new Point("ringmain", "p99.9", 1e6, 1e7));

        for (String svg : List.of(Plot.grouped("t", "s", "M/s", bars), Plot.ranked("t", "s", "M/s", bars),
                Plot.lines("t", "s", Axis.linear("x"),
                        Axis.logarithmic("latency", Unit.NANOSECONDS, points.stream().mapToDouble(Point::y)), points)))
        {
            assertTrue(svg.startsWith("<svg"), svg);
            assertTrue(svg.contains("ringmain"), svg);
        }
    }

    @Test
    void shouldNotCutNamesOff()
    {
        String svg = Plot.ranked("t", "s", "M/s",
                List.of(new Bar("", "linked-transfer-queue", new Spread(3, 2, 4)),
                        new Bar("", "flow", new Spread(1, 1, 1))));

        assertTrue(svg.contains("linked-transfer-queue"), svg);
        assertFalse(svg.contains(".."), svg);
    }

    @Test
    void shouldDrawTheSamePictureOfTheSameFigures()
    {
        List<Bar> bars = List.of(new Bar("unicast", "ringmain", new Spread(3, 2, 4)));

        assertEquals(Plot.ranked("t", "s", "M/s", bars), Plot.ranked("t", "s", "M/s", bars));
    }

    @Test
    void shouldMarkALogarithmicAxisByPowersOfTen()
    {
        Axis axis = Axis.logarithmic("latency", Unit.NANOSECONDS,
                DoubleStream.of(45, 200_000, 2_000_000));

        assertEquals(List.of("10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms"),
                List.copyOf(axis.marks().values()));
        assertEquals(List.of("10 ms", "20 ms", "50 ms", "100 ms", "200 ms", "500 ms"), List.copyOf(Axis
                .logarithmic("latency", Unit.NANOSECONDS, DoubleStream.of(15e6, 250e6)).marks().values()));
    }
}
