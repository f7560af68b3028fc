package io.ringmain.benchmarks.report;

import java.util.Locale;

/** What a figure counts, and whether more of it is better. */
public enum Unit
{
    /** Throughput. */
    MILLION_EVENTS_PER_SECOND("M events/s", true),
    /** Throughput over a network. */
    THOUSAND_EVENTS_PER_SECOND("k events/s", true),
    /** Latency. */
    NANOSECONDS("ns", false),
    /** A time that people notice. */
    MILLISECONDS("ms", false),
    /** CPU time. */
    PERCENT_OF_A_CPU("% of a CPU", false),
    /** CPU time by what it was spent on. */
    CPU_MICROSECONDS_PER_EVENT("CPU µs/event", false),
    /** Of memory and disks. */
    GIGABYTES_PER_SECOND("GB/s", true),
    /** Memory. */
    MEGABYTES("MB", false),
    /** What the garbage collector will have to take away. */
    BYTES_PER_EVENT("B/event", false);

    private static final String NONE = "–";
    private static final String[] DURATIONS = {"ns", "µs", "ms", "s"};

    private final String key;
    private final boolean higherIsBetter;

    Unit(String key, boolean higherIsBetter)
    {
        this.key = key;
        this.higherIsBetter = higherIsBetter;
    }

    /**
     * As it is called in JSON.
     *
     * @return such as "ns"
     */
    public String key()
    {
        return key;
    }

    /**
     * The unit that is called so.
     *
     * @param key as in JSON
     * @return that unit
     * @throws IllegalArgumentException when there is none
     */
    public static Unit of(String key)
    {
        for (Unit unit : values())
        {
            if (unit.key.equals(key))
            {
                return unit;
            }
        }
        throw new IllegalArgumentException("there is no unit \"" + key + '"');
    }

    /**
     * Which way is up.
     *
     * @return false when less is better
     */
    public boolean higherIsBetter()
    {
        return higherIsBetter;
    }

    /**
     * How many times better one figure is than another.
     *
     * @param ours   a figure in this unit
     * @param theirs another
     * @return above 1 when ours is the better
     */
    public double timesBetter(double ours, double theirs)
    {
        return higherIsBetter ? ours / theirs : theirs / ours;
    }

    /**
     * A figure as people read it, in three digits.
     *
     * @param value in this unit; NaN when it was not measured
     * @return such as "12.3 µs"
     */
    public String text(double value)
    {
        if (Double.isNaN(value))
        {
            return NONE;
        }
        return switch (this)
        {
            case MILLION_EVENTS_PER_SECOND -> threeDigits(value) + " M/s";
            case THOUSAND_EVENTS_PER_SECOND -> threeDigits(value) + " k/s";
            case NANOSECONDS -> duration(value);
            case MILLISECONDS -> duration(value * 1e6);
            case PERCENT_OF_A_CPU -> String.format(Locale.ROOT, "%.2f %%", value);
            case CPU_MICROSECONDS_PER_EVENT -> threeDigits(value) + " µs";
            case GIGABYTES_PER_SECOND -> threeDigits(value) + " GB/s";
            case MEGABYTES -> threeDigits(value) + " MB";
            case BYTES_PER_EVENT -> String.format(Locale.ROOT, "%.3f B", value);
        };
    }

    private static String duration(double ns)
    {
        double value = ns;
        int unit = 0;
        // 999.5 would be rounded up to four digits
        while (value >= 999.5 && unit < DURATIONS.length - 1)
        {
            value /= 1_000;
            unit++;
        }
        return threeDigits(value) + ' ' + DURATIONS[unit];
    }

    static String threeDigits(double value)
    {
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
