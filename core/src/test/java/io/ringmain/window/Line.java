package io.ringmain.window;

/** A result of the tests: what came out, as text. */
final class Line
{
    private String text = "";

    /** As windows come out: key, range, firing, values. */
    void set(Window window, Gathered gathered)
    {
        text = format(window.key(), window.start(), window.end(), window.firing(), gathered.values());
    }

    /** As pairs come out. */
    void set(Kept left, Kept right)
    {
        text = left + " with " + right;
    }

    /** As windows come out, with the values sorted: whatever the order in which the events came. */
    void setSorted(Window window, Gathered gathered)
    {
        text = format(window.key(), window.start(), window.end(), window.firing(),
                gathered.values().stream().sorted().toList());
    }

    static String format(long key, long start, long end, int firing, Iterable<Long> values)
    {
        return "key %d [%d, %d) #%d: %s".formatted(key, start, end, firing, values);
    }

    @Override
    public String toString()
    {
        return text;
    }
}
