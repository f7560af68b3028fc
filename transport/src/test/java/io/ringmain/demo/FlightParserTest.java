package io.ringmain.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlightParserTest
{
    private static final String GOOD = "{'time':'2001-01-01T06:20:00Z','origin':'BNA','destination':'MCI'," +
            "'distance':491,'delay':-8}";

    private final FlightParser parser = new FlightParser();

    @Test
    void shouldReadEveryField()
    {
        FlightEvent event = flight(GOOD);

        assertNull(parser.parse(event));

        assertEquals(Instant.parse("2001-01-01T06:20:00Z").toEpochMilli(), event.timeMs);
        assertEquals("BNA", event.origin);
        assertEquals("MCI", event.destination);
        assertEquals(491, event.distanceMiles);
        assertEquals(-8, event.delayMinutes);
    }

    @Test
    void shouldShareOneStringForAnAirport()
    {
        FlightEvent first = flight(GOOD);
        FlightEvent second = flight(GOOD);

        parser.parse(first);
        parser.parse(second);

        assertSame(first.origin, second.origin);
    }

    @Test
    void shouldPassOverFurtherFieldsWhenTheyAreNested()
    {
        assertNull(parser.parse(flight(GOOD.replace("'delay'", "'crew':{'delay':[1,{'time':2}]},'delay'"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        ",'delay':-8            |                               | \"delay\" is missing",
        "'time':'2001-01-01T06:20:00Z', |                       | \"time\" is missing",
        "2001-01-01T06:20:00Z   | yesterday | \"time\" is not an ISO-8601 instant: \"yesterday\"",
        "'2001-01-01T06:20:00Z' | 17        | \"time\" is not an ISO-8601 instant: 17",
        "'BNA'                  | null      | \"origin\" is not an airport code: null",
        "'MCI'                  | 'Kansas'  | \"destination\" is not an airport code: \"Kansas\"",
        "491                    | {}        | \"distance\" is not a whole number of miles from 0 to 12451: {…}",
        "491                    | -1        | \"distance\" is not a whole number of miles from 0 to 12451: -1",
        "-8                     | 1.5       | \"delay\" is not a whole number of minutes from -1440 to 10080: 1.5",
        "-8                     | 4294967297| \"delay\" is not a whole number of minutes from -1440 to 10080: 4294967297",
        "-8                     | 99999999999999999999 | \"delay\" is not a whole number of minutes from -1440 to " +
                "10080: 99999999999999999999",
        "'delay':-8             | 'delay':1,'delay':2 | \"delay\" is there twice",
        "-8}                    | -8} {}    | something follows the JSON object"})
    void shouldSayWhatIsWrongWhenAFieldIs(String good, String bad, String reason)
    {
        FlightEvent event = flight(GOOD.replace(good, bad == null ? "" : bad));

        assertEquals(reason, parser.parse(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "17", "\"a\"", "", "  ", "null"})
    void shouldSayThatItIsNoObject(String text)
    {
        assertEquals("not a JSON object", parser.parse(flight(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{'time':", "hello", "{'time' 1}", "{'time':'2001"})
    void shouldSayThatItIsNoJson(String text)
    {
        String reason = parser.parse(flight(text));

        assertTrue(reason.startsWith("not valid JSON: "), reason);
        assertEquals(-1, reason.indexOf('\n'));
    }

    private static FlightEvent flight(String text)
    {
        return Flights.of(text.replace('\'', '"'));
    }
}
