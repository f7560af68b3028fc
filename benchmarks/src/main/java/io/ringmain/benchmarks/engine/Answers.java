package io.ringmain.benchmarks.engine;

/** What the stages must come to, in closed form, so that checking takes no time beside the measuring. */
final class Answers
{
    private Answers()
    {}

    /** 0 + 1 + … + (count - 1), wrapping as the stages' sums do. */
    static long sum(long count)
    {
        return count % 2 == 0 ? count / 2 * (count - 1) : (count - 1) / 2 * count;
    }

    /** 0 ^ 1 ^ … ^ (count - 1). */
    static long xor(long count)
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
