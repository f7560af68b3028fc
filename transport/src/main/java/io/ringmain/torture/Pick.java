package io.ringmain.torture;

import java.util.Random;

/** A random choice. */
final class Pick
{
    private Pick()
    {}

    static <T> T one(Random random, T[] values)
    {
        return values[random.nextInt(values.length)];
    }
}
