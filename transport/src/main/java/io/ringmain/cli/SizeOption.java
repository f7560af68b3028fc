package io.ringmain.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.config.Values;

/** A number of bytes, such as {@code 64MB}. KB, MB, GB and TB go by 1,024, with or without B or iB. */
final class SizeOption implements ITypeConverter<Long>
{
    @Override
    public Long convert(String value)
    {
        try
        {
            return Values.size(value);
        }
        catch (IllegalArgumentException e)
        {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
