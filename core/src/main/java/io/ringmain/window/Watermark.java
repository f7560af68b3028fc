package io.ringmain.window;

/** The highest event time seen, less how far events may be out of order. Never goes back. */
final class Watermark
{
    /** Before the first event; lower than any watermark. */
    static final long NONE = Long.MIN_VALUE;

    private final long outOfOrder;
    private long value = NONE;

    Watermark(long outOfOrder)
    {
        this.outOfOrder = outOfOrder;
    }

    /** Whether it has risen. */
    boolean advance(long time)
    {
        long next = time - outOfOrder;
        if (next <= value)
        {
            return false;
        }
        value = next;
        return true;
    }

    long value()
    {
        return value;
    }

    void restore(long restored)
    {
        value = restored;
    }
}
