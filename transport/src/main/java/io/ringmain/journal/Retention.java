package io.ringmain.journal;

import java.time.Duration;

/**
 * How much of a journal is kept. A segment goes when any of the limits says so, and then only as a whole; the last one
 * always stays.
 *
 * @param maxBytes    of all segments together; 0 for no limit
 * @param maxAge      of the last record of a segment, by its time; null for no limit
 * @param maxSegments how many files; 0 for no limit
 */
public record Retention(long maxBytes, Duration maxAge, int maxSegments)
{
    /** Checks the limits. */
    public Retention
    {
        if (maxBytes < 0 || maxSegments < 0 || (maxAge != null && (maxAge.isNegative() || maxAge.isZero())))
        {
            throw new IllegalArgumentException(
                    "a retention of %d bytes, %s, %d segments; give limits above 0, or 0 and null for none"
                            .formatted(maxBytes, maxAge, maxSegments));
        }
    }

    /**
     * Everything is kept.
     *
     * @return no limits
     */
    public static Retention none()
    {
        return new Retention(0, null, 0);
    }

    /**
     * The same with a limit of all segments' size.
     *
     * @param bytes of all segments together
     * @return a copy
     */
    public Retention withMaxBytes(long bytes)
    {
        return new Retention(bytes, maxAge, maxSegments);
    }

    /**
     * The same with a limit of age.
     *
     * @param age of the last record of a segment
     * @return a copy
     */
    public Retention withMaxAge(Duration age)
    {
        return new Retention(maxBytes, age, maxSegments);
    }

    /**
     * The same with a limit of number.
     *
     * @param segments how many files
     * @return a copy
     */
    public Retention withMaxSegments(int segments)
    {
        return new Retention(maxBytes, maxAge, segments);
    }

    /**
     * Whether there is any limit.
     *
     * @return false when everything is kept
     */
    public boolean isLimited()
    {
        return maxBytes > 0 || maxAge != null || maxSegments > 0;
    }
}
