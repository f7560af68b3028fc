package io.ringmain.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes, such as {@code 64MB}. KB, MB, GB and TB go by 1,024, with or without B or iB. */
final class SizeOption implements ITypeConverter<Long>
{
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([kmgt]?)(?:i?b)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    @Override
    public Long convert(String value)
    {
        Matcher matcher = SIZE.matcher(value.toLowerCase(Locale.ROOT));
        double bytes = matcher.matches()
                ? Double.parseDouble(matcher.group(1)) * (1L << SHIFTS.get(matcher.group(2)))
                : -1;
        if (bytes < 0 || bytes > Long.MAX_VALUE / 2.0)
        {
            throw new TypeConversionException("\"" + value + "\" is not a size; write it as 64MB, 1GB or 65536");
        }
        return Math.round(bytes);
    }
}
