package io.ringmain.report;

import java.util.Locale;

/** Numbers as people read them; the same in every locale, so that output can be compared. */
public final class Units
{
    private static final String[] NAMES = {"ns", "µs", "ms", "s"};
    private static final String[] SIZES = {"B", "KB", "MB", "GB", "TB"};

    private Units()
    {}

    /**
     * A duration in three digits.
     *
     * @param ns in nanoseconds, not negative
     * @return such as "870 ns", "12.3 µs", "1.50 ms", "75.0 s"
     */
    public static String duration(long ns)
    {
        double value = ns;
        int unit = 0;
        // 999.5 would be rounded up to four digits
        while (value >= 999.5 && unit < NAMES.length - 1)
        {
            value /= 1_000;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, NAMES[unit]);
    }

    /**
     * A length of time as people say it, to the second: for time left and time passed.
     *
     * @param ns in nanoseconds, not negative
     * @return such as "8 s", "2:05 min", "3:07 h"
     */
    public static String span(long ns)
    {
        // rounded up: what is left is over when it says so
        long seconds = -Math.floorDiv(-ns, 1_000_000_000L);
        if (seconds < 60)
        {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d:%02d min", minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", minutes / 60, minutes % 60);
    }

    /**
     * A size in three digits; a KB has 1,024 bytes.
     *
     * @param bytes not negative
     * @return such as "870 B", "12.3 KB", "1.50 GB"
     */
    public static String bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < SIZES.length - 1)
        {
            value /= 1_024;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, SIZES[unit]);
    }

    /**
     * A count with its thousands set apart.
     *
     * @param count any
     * @return such as "20,000"
     */
    public static String count(long count)
    {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * So many of something, in the singular or the plural.
     *
     * @param count any
     * @param noun  one that takes an s
     * @return such as "1 record", "20,000 records"
     */
    public static String count(long count, String noun)
    {
        return count(count) + ' ' + noun + (count == 1 ? "" : "s");
    }

    /**
     * A number with as many decimals as asked for.
     *
     * @param value    any
     * @param decimals 0 or more
     * @return such as "7.25"
     */
    public static String decimal(double value, int decimals)
    {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /**
     * A share as a percentage.
     *
     * @param share from 0 to 1
     * @return such as "81.3 %"
     */
    public static String percent(double share)
    {
        return decimal(share * 100, 1) + " %";
    }
}
