package io.ringmain.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time with its unit, such as {@code 10ms} or {@code 1.5h}. */
final class DurationOption implements ITypeConverter<Duration>
{
    private static final Pattern DURATION = Pattern
            .compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(ns|us|µs|ms|s|m|min|h|d)");
    private static final Map<String, Long> NS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms", 1_000_000L, "s",
            1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L, "d",
            86_400_000_000_000L);

    @Override
    public Duration convert(String value)
    {
        return parse(value);
    }

    /** The same for what has a duration in it. */
    static Duration parse(String value)
    {
        Matcher matcher = DURATION.matcher(value);
        double ns = matcher.matches() ? Double.parseDouble(matcher.group(1)) * NS.get(matcher.group(2)) : -1;
        if (ns < 0 || ns > Long.MAX_VALUE / 2.0)
        {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a length of time; write it with its unit: 10ms, 30s, 5min, 2h, 7d");
        }
        return Duration.ofNanos(Math.round(ns));
    }
}
