package io.ringmain.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.ringmain.report.Units;
import io.ringmain.transfer.Schedule;

/** How fast a recording is played: {@code original}, {@code 2x}, {@code 0.5x}, {@code max}. */
final class SpeedOption implements ITypeConverter<Double>
{
    private static final Pattern FACTOR = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?)x");

    @Override
    public Double convert(String value)
    {
        if (value.equals("original"))
        {
            return 1.0;
        }
        if (value.equals("max"))
        {
            return Schedule.MAX;
        }
        Matcher matcher = FACTOR.matcher(value);
        double speed = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (speed <= 0)
        {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a speed; give original, max, or a factor such as 2x or 0.5x");
        }
        return speed;
    }

    /** As it is typed. */
    static String text(double speed)
    {
        if (speed == Schedule.MAX)
        {
            return "max";
        }
        return Units.decimal(speed, 6).replaceFirst("\\.?0+$", "") + "x";
    }

    /** Records a second: {@code 1000}, {@code 1000/s}, {@code 0.5/s}. */
    static final class Rate implements ITypeConverter<Double>
    {
        private static final Pattern RATE = Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,6})?)(?:/s)?");

        @Override
        public Double convert(String value)
        {
            Matcher matcher = RATE.matcher(value);
            double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            if (rate <= 0)
            {
                throw new TypeConversionException(
                        "\"" + value + "\" is not a rate; give records a second, such as 1000/s");
            }
            return rate;
        }
    }
}
