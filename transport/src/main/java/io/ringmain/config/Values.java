package io.ringmain.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ringmain.journal.SyncPolicy;

/** Values as people type them, in a file, in a variable or behind an option. Each says what would have been right. */
public final class Values
{
    private static final Pattern DURATION = Pattern
            .compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(ns|us|µs|ms|s|m|min|h|d)");
    private static final Map<String, Long> NS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms", 1_000_000L, "s",
            1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L, "d",
            86_400_000_000_000L);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([kmgt]?)(?:i?b)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    private Values()
    {}

    /**
     * A length of time with its unit.
     *
     * @param text such as 10ms or 1.5h
     * @return the same
     * @throws IllegalArgumentException when it is none
     */
    public static Duration duration(String text)
    {
        Matcher matcher = DURATION.matcher(text);
        double ns = matcher.matches() ? Double.parseDouble(matcher.group(1)) * NS.get(matcher.group(2)) : -1;
        if (ns < 0 || ns > Long.MAX_VALUE / 2.0)
        {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a length of time; write it with its unit: 10ms, 30s, 5min, 2h, 7d");
        }
        return Duration.ofNanos(Math.round(ns));
    }

    /**
     * A number of bytes. KB, MB, GB and TB go by 1,024, with or without B or iB.
     *
     * @param text such as 64MB
     * @return the same
     * @throws IllegalArgumentException when it is none
     */
    public static long size(String text)
    {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        double bytes = matcher.matches()
                ? Double.parseDouble(matcher.group(1)) * (1L << SHIFTS.get(matcher.group(2)))
                : -1;
        if (bytes < 0 || bytes > Long.MAX_VALUE / 2.0)
        {
            throw new IllegalArgumentException("\"" + text + "\" is not a size; write it as 64MB, 1GB or 65536");
        }
        return Math.round(bytes);
    }

    /**
     * A count from 0 on; thousands may be set apart, by commas as output does it, or as in YAML.
     *
     * @param text such as 1,000,000
     * @return the same
     * @throws IllegalArgumentException when it is none
     */
    public static long count(String text)
    {
        try
        {
            long count = Long.parseLong(text.replace(",", "").replace("_", ""));
            if (count >= 0)
            {
                return count;
            }
        }
        catch (NumberFormatException e)
        {
            // said below
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a count; give a number from 0 on");
    }

    /**
     * When a journal is forced to the disk.
     *
     * @param text none, every-batch, or an interval
     * @return the same
     * @throws IllegalArgumentException when it is none of them
     */
    public static SyncPolicy sync(String text)
    {
        if (text.equals("none"))
        {
            return SyncPolicy.none();
        }
        if (text.equals("every-batch"))
        {
            return SyncPolicy.everyBatch();
        }
        try
        {
            return SyncPolicy.every(duration(text));
        }
        catch (IllegalArgumentException e)
        {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not say when to force; give none, every-batch, or an interval such as 10ms",
                    e);
        }
    }

    /**
     * An address to listen at.
     *
     * @param text a port, or HOST:PORT
     * @return host, null when it is not given, and port
     * @throws IllegalArgumentException when it is none
     */
    public static Map.Entry<String, String> address(String text)
    {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (colon == 0 || host.contains("/") || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535)
        {
            throw new IllegalArgumentException("\"" + text + "\" is no address to listen at; give PORT or HOST:PORT, " +
                    "such as 8080 or 0.0.0.0:8080");
        }
        return Map.entry(host, port);
    }
}
