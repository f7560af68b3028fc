package io.ringmain.window;

import java.util.List;

/**
 * The range of times, chosen so that no sum or difference of a time and the spans of one operator overflows: at most two
 * spans are added to a time.
 */
final class EventTime
{
    static final long MAX_TIME = 1L << 62;
    static final long MAX_SPAN = 1L << 60;

    private EventTime()
    {}

    static long checked(long time)
    {
        if (time < -MAX_TIME || time > MAX_TIME)
        {
            throw new IllegalArgumentException("the event's time is " + time +
                    ", outside -2^62..2^62: check the time function, or count in a coarser unit");
        }
        return time;
    }

    /** Reports a length, gap or bound that is out of range. */
    static void check(String name, long span, long min, List<String> problems)
    {
        if (span < min || span > MAX_SPAN)
        {
            problems.add(name + " is " + span + ": give one from " + min + " to 2^60, in the unit of the event's time");
        }
    }

    /**
     * Ends a validation.
     *
     * @throws IllegalArgumentException when there are problems, with all of them
     */
    static void rejectIfAny(String what, List<String> problems)
    {
        if (!problems.isEmpty())
        {
            throw new IllegalArgumentException(what + " cannot work:\n  - " + String.join("\n  - ", problems));
        }
    }
}
