package io.ringmain.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.ringmain.benchmarks.report.CaseResult.Contender;

class ResultsTest
{
    private static final CaseResult UNICAST = new CaseResult("unicast", Unit.MILLION_EVENTS_PER_SECOND, true,
            new Contender("ringmain", new Spread(300.123456, 290, 310), "spin"),
            List.of(new Contender("disruptor", new Spread(100, 24, 260), "yield"),
                    new Contender("array-blocking-queue", new Spread(8, 7, 9), "block")));
    private static final CaseResult P99 = new CaseResult("latency-1m-p99", Unit.NANOSECONDS, true,
            new Contender("ringmain", new Spread(11_700, 9_000, 12_345_678), "spin"),
            List.of(new Contender("same-thread", new Spread(80, 70, 90), "")));
    private static final CaseResult MAX = new CaseResult("latency-1m-max", Unit.NANOSECONDS, false,
            new Contender("ringmain", new Spread(1, 1, 1), "spin"), List.of());

    @Test
    void shouldKeepTheFormOfTheJson() throws Exception
    {
        JsonNode root = new ObjectMapper()
                .readTree(ResultsJson.of(List.of(UNICAST, P99, MAX), List.of(), Map.of("cpus", "2")));

        JsonNode results = root.get("results");
        assertEquals(2, results.size());
        JsonNode unicast = results.get(0);
        assertEquals("unicast", unicast.get("case").asText());
        assertEquals("M events/s", unicast.get("unit").asText());
        assertEquals("higher", unicast.get("better").asText());
        assertEquals(300.12, unicast.get("ringmain").get("median").asDouble());
        assertEquals(24, unicast.get("peers").get("disruptor").get("min").asDouble());
        assertEquals(9, unicast.get("peers").get("array-blocking-queue").get("max").asDouble());
        assertEquals("lower", results.get(1).get("better").asText());
        assertEquals("2", root.get("conditions").get("cpus").asText());
    }

    @Test
    void shouldWriteGreatFiguresWithoutAnExponentAndOnOneLine()
    {
        String json = ResultsJson.of(List.of(P99), List.of(), Map.of());

        assertTrue(json.contains("\"max\":12346000"), json);
        assertEquals(1, json.lines().count());
    }

    @Test
    void shouldTellWhatCasesSayTogether() throws Exception
    {
        Finding law = new Finding("law", List.of("for people"), Map.of("sigma", 0.0123456789));

        JsonNode root = new ObjectMapper().readTree(ResultsJson.of(List.of(UNICAST), List.of(law), Map.of()));

        assertEquals(0.012346, root.get("findings").get("law").get("sigma").asDouble());
    }

    @Test
    void shouldGiveEachSideARowWithItsRatio()
    {
        List<String> lines = ResultsTable.of(List.of(UNICAST, P99));

        assertEquals("unicast ringmain 300 M/s 290 M/s 310 M/s spin", squeezed(lines.get(2)));
        assertEquals("disruptor 100 M/s 24.0 M/s 260 M/s 3.00× yield", squeezed(lines.get(3)));
        assertEquals("array-blocking-queue 8.00 M/s 7.00 M/s 9.00 M/s 37.5× block", squeezed(lines.get(4)));
        assertEquals("same-thread 80.0 ns 70.0 ns 90.0 ns 0.01×", squeezed(lines.get(6)));
    }

    @Test
    void shouldAlignFiguresToTheRight()
    {
        List<String> lines = ResultsTable.of(List.of(UNICAST, P99));

        int end = lines.get(0).indexOf("median") + "median".length();
        assertEquals(end, lines.get(2).indexOf("300 M/s") + "300 M/s".length());
        assertEquals(end, lines.get(4).indexOf("8.00 M/s") + "8.00 M/s".length());
        assertEquals(lines.get(1).length(), lines.get(2).length());
    }

    @Test
    void shouldSayWhatWasAskedForAndWhetherItWasReached() throws Exception
    {
        CaseResult append = new CaseResult("append-64", Unit.MILLION_EVENTS_PER_SECOND, true,
                new Contender("ringmain", new Spread(20, 18, 22), "", OptionalDouble.of(25)),
                List.of(new Contender("chronicle-plain", new Spread(5, 4, 6), "", OptionalDouble.of(3)),
                        new Contender("chronicle-batched", new Spread(20, 19, 21), "")));
        CaseResult worst = new CaseResult("worst", Unit.NANOSECONDS, true,
                new Contender("ringmain", new Spread(90_000, 80_000, 3_000_000), "", OptionalDouble.of(100_000)),
                List.of());

        List<String> lines = ResultsTable.of(List.of(append, worst));
        JsonNode result = new ObjectMapper().readTree(ResultsJson.of(List.of(append), List.of(), Map.of()))
                .get("results").get(0);

        assertEquals("append-64 ringmain 20.0 M/s 18.0 M/s 22.0 M/s ≥ 25.0 M/s no", squeezed(lines.get(2)));
        assertEquals("chronicle-plain 5.00 M/s 4.00 M/s 6.00 M/s 4.00× ≥ 3.00× yes", squeezed(lines.get(3)));
        assertEquals("chronicle-batched 20.0 M/s 19.0 M/s 21.0 M/s 1.00×", squeezed(lines.get(4)));
        assertEquals("worst ringmain 90.0 µs 80.0 µs 3.00 ms ≤ 100 µs yes", squeezed(lines.get(5)));
        assertFalse(result.get("ringmain").get("reached").asBoolean());
        assertTrue(result.get("peers").get("chronicle-plain").get("reached").asBoolean());
        assertFalse(result.get("peers").get("chronicle-batched").has("reached"));
    }

    private static String squeezed(String line)
    {
        return line.strip().replaceAll(" +", " ");
    }
}
