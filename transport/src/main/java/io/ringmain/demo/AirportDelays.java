package io.ringmain.demo;

/**
 * One line of the table of airports.
 *
 * @param airport          its code
 * @param flights          how many left it
 * @param meanDelayMinutes negative when they were early
 * @param onTimeShare      from 0 to 1: less than 15 minutes late
 * @param p95DelayMinutes  exact, to the minute
 */
public record AirportDelays(String airport, long flights, double meanDelayMinutes, double onTimeShare,
        int p95DelayMinutes)
{}
