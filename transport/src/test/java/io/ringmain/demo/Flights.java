package io.ringmain.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** Flights for tests. */
final class Flights
{
    private static final String[] AIRPORTS = {"PHX", "LAS", "BWI"};

    private Flights()
    {}

    static String json(String origin, int delay)
    {
        return "{\"time\":\"2001-01-01T06:20:00Z\",\"origin\":\"" + origin +
                "\",\"destination\":\"MCI\",\"distance\":491,\"delay\":" + delay + '}';
    }

    static FlightEvent of(String text)
    {
        FlightEvent event = new FlightEvent();
        byte[] bytes = text.getBytes(UTF_8);
        event.fill(bytes, 0, bytes.length, 7);
        return event;
    }

    static FlightEvent parsed(String origin, int delay)
    {
        FlightEvent event = of(json(origin, delay));
        String reason = new FlightParser().parse(event);
        if (reason != null)
        {
            throw new AssertionError(reason);
        }
        return event;
    }

    /** Skewed as delays are. */
    static FlightEvent random(SplittableRandom random)
    {
        int delay = random.nextInt(10) == 0 ? random.nextInt(-90, 600) : random.nextInt(-20, 30);
        return parsed(AIRPORTS[random.nextInt(AIRPORTS.length)], delay);
    }
}
