package io.ringmain.chaos;

/**
 * The state that is kept for a key: what all its numbers come to, in the order in which they came. One that is missing, twice
 * or in another's place shows in everything after it.
 */
final class Fold
{
    static final long NOTHING = 0;

    private Fold()
    {}

    static long next(long state, long number)
    {
        return state * 31 + mix(number);
    }

    /** What is written: two keys with the same numbers show different ones. */
    static long shown(int key, long state)
    {
        return state ^ mix(-1L - key);
    }

    /** The finaliser of SplitMix64: every bit of the answer depends on every bit of the question. */
    private static long mix(long value)
    {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
