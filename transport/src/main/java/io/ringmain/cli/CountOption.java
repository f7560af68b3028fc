package io.ringmain.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count from 0 on; thousands may be set apart, as output does it. */
final class CountOption implements ITypeConverter<Long>
{
    @Override
    public Long convert(String value)
    {
        return parse(value, Long.MAX_VALUE);
    }

    private static long parse(String value, long most)
    {
        try
        {
            long count = Long.parseLong(value.replace(",", ""));
            if (count >= 0 && count <= most)
            {
                return count;
            }
        }
        catch (NumberFormatException e)
        {
            // said below
        }
        throw new TypeConversionException("\"" + value + "\" is not a count; give a number from 0 on");
    }

    /** The same for what fits an int, such as a number of bytes. */
    static final class OfInt implements ITypeConverter<Integer>
    {
        @Override
        public Integer convert(String value)
        {
            return (int) parse(value, Integer.MAX_VALUE);
        }
    }
}
