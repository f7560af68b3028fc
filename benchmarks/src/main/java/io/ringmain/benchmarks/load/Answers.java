package io.ringmain.benchmarks.load;

/** What the numbers of all events come to, in closed form, so that checking takes no time beside the measuring. */
public final class Answers
{
    private Answers()
    {}

    /**
     * 0 + 1 + … + (count - 1), wrapping as the stages' sums do.
     *
     * @param count of the numbers
     * @return their sum
     */
    public static long sum(long count)
    {
        return count % 2 == 0 ? count / 2 * (count - 1) : (count - 1) / 2 * count;
    }

    /**
     * 0 ^ 1 ^ … ^ (count - 1).
     *
     * @param count of the numbers
     * @return all of them, exclusive or
     */
    public static long xor(long count)
    {
        long last = count - 1;
        return switch ((int) (count & 3))
        {
            case 1 -> last;
            case 2 -> 1;
            case 3 -> last + 1;
            default -> 0;
        };
    }
}
