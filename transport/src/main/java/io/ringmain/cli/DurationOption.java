package io.ringmain.cli;

import java.time.Duration;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.config.Values;

/** A length of time with its unit, such as {@code 10ms} or {@code 1.5h}. */
final class DurationOption implements ITypeConverter<Duration>
{
    @Override
    public Duration convert(String value)
    {
        return parse(value);
    }

    /** The same for what has a duration in it. */
    static Duration parse(String value)
    {
        try
        {
            return Values.duration(value);
        }
        catch (IllegalArgumentException e)
        {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
