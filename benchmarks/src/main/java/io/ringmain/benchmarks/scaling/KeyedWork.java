package io.ringmain.benchmarks.scaling;

import io.ringmain.benchmarks.load.Answers;

/** What a keyed stage does to an event, the same on every side: about a microsecond of arithmetic, and nothing else. */
final class KeyedWork
{
    /** How many keys there are: enough that it is chance that deals them, and no single one. */
    static final int KEYS = 1 << 20;
    /** Each needs the one before, so that no processor does several at once: some 5 of its cycles. */
    static final int ROUNDS = 700;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int KEY_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(KEYS);

    private KeyedWork()
    {}

    static long keyOf(long number)
    {
        return (number * GOLDEN) >>> KEY_SHIFT;
    }

    /** Rounds of xorshift64 (G. Marsaglia, "Xorshift RNGs", 2003). */
    static long of(long number)
    {
        long x = number;
        for (int i = 0; i < ROUNDS; i++)
        {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    /**
     * What the results of the numbers from 0 to {@code count} - 1 come to, exclusive or: a shift is linear in that, so the
     * result of all is what is made of all, and checking takes no time beside the measuring.
     */
    static long ofAll(long count)
    {
        return of(Answers.xor(count));
    }
}
