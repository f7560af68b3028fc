package io.ringmain.demo;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * Reads a flight from JSON, strictly: all five fields, each once, of their type and within sense. Further fields are
 * ignored. What is wrong is said in words that a person can act on.
 *
 * <p>
 * Threading: one thread, for the fields it keeps between calls.
 */
final class FlightParser
{
    /** A day early, a week late: what lies beyond is an error of the data. */
    static final int MIN_DELAY_MINUTES = -1_440;
    static final int MAX_DELAY_MINUTES = 10_080;

    /** Half the circumference of the earth. */
    private static final int MAX_DISTANCE_MILES = 12_451;

    /** IATA codes have three letters, ICAO codes four; the bureau's own use digits too. */
    private static final Pattern AIRPORT = Pattern.compile("[A-Z0-9]{3,4}");

    private static final int QUOTED_CHARS = 40;
    private static final String[] NAMES = {"time", "origin", "destination", "distance", "delay"};
    private static final int ALL = (1 << NAMES.length) - 1;

    private final JsonFactory json = JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    /** One string for each airport, so that slots share them and state maps compare by identity first. */
    private final Map<String, String> airports = new HashMap<>();

    /**
     * Fills the parsed fields of the event from its payload.
     *
     * @return null, or why the payload is no flight
     */
    String parse(FlightEvent event)
    {
        try (JsonParser parser = json.createParser(event.payload(), 0, event.payloadLength()))
        {
            return parser.nextToken() == JsonToken.START_OBJECT ? fields(parser, event) : "not a JSON object";
        }
        catch (JsonParseException e)
        {
            return "not valid JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ");
        }
        catch (IOException e)
        {
            return "not valid JSON: " + e.getMessage();
        }
    }

    private String fields(JsonParser parser, FlightEvent event) throws IOException
    {
        int found = 0;
        String name;
        while ((name = parser.nextFieldName()) != null)
        {
            int field = indexOf(name);
            JsonToken token = parser.nextToken();
            if (field < 0)
            {
                parser.skipChildren();
                continue;
            }
            if ((found & 1 << field) != 0)
            {
                return '"' + name + "\" is there twice";
            }
            found |= 1 << field;
            String wrong = field(field, token, parser, event);
            if (wrong != null)
            {
                return '"' + name + "\" is not " + wrong + ": " + quoted(parser);
            }
        }
        if (found != ALL)
        {
            return '"' + NAMES[Integer.numberOfTrailingZeros(~found)] + "\" is missing";
        }
        return parser.nextToken() == null ? null : "something follows the JSON object";
    }

    /** What the value should have been, or null when it is that. */
    private String field(int field, JsonToken token, JsonParser parser, FlightEvent event) throws IOException
    {
        return switch (field)
        {
            case 0 -> time(token, parser, event);
            case 1 -> (event.origin = airport(token, parser)) == null ? "an airport code" : null;
            case 2 -> (event.destination = airport(token, parser)) == null ? "an airport code" : null;
            case 3 -> distance(token, parser, event);
            case 4 -> delay(token, parser, event);
            default -> throw new AssertionError(field);
        };
    }

    private static String time(JsonToken token, JsonParser parser, FlightEvent event) throws IOException
    {
        try
        {
            if (token == JsonToken.VALUE_STRING)
            {
                event.timeMs = Instant.parse(parser.getText()).toEpochMilli();
                return null;
            }
        }
        catch (DateTimeParseException | ArithmeticException e)
        {
            // said below
        }
        return "an ISO-8601 instant";
    }

    private String airport(JsonToken token, JsonParser parser) throws IOException
    {
        if (token != JsonToken.VALUE_STRING)
        {
            return null;
        }
        String code = parser.getText();
        String known = airports.get(code);
        if (known == null && AIRPORT.matcher(code).matches())
        {
            airports.put(code, code);
            known = code;
        }
        return known;
    }

    private static String distance(JsonToken token, JsonParser parser, FlightEvent event) throws IOException
    {
        if (!whole(token, parser, 0, MAX_DISTANCE_MILES))
        {
            return "a whole number of miles from 0 to " + MAX_DISTANCE_MILES;
        }
        event.distanceMiles = parser.getIntValue();
        return null;
    }

    private static String delay(JsonToken token, JsonParser parser, FlightEvent event) throws IOException
    {
        if (!whole(token, parser, MIN_DELAY_MINUTES, MAX_DELAY_MINUTES))
        {
            return "a whole number of minutes from " + MIN_DELAY_MINUTES + " to " + MAX_DELAY_MINUTES;
        }
        event.delayMinutes = parser.getIntValue();
        return null;
    }

    private static boolean whole(JsonToken token, JsonParser parser, int min, int max) throws IOException
    {
        // long first: a number too large for an int must not throw, and one too large for a long has more digits
        return token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 12 && parser.getLongValue() >= min &&
                parser.getLongValue() <= max;
    }

    private static int indexOf(String name)
    {
        for (int i = 0; i < NAMES.length; i++)
        {
            if (NAMES[i].equals(name))
            {
                return i;
            }
        }
        return -1;
    }

    /** The value as it stands there, shortened. */
    private static String quoted(JsonParser parser) throws IOException
    {
        if (parser.currentToken().isStructStart())
        {
            return parser.currentToken() == JsonToken.START_OBJECT ? "{…}" : "[…]";
        }
        String text = parser.getText();
        String cut = text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + '…';
        return parser.currentToken() == JsonToken.VALUE_STRING ? '"' + cut + '"' : cut;
    }
}
