package io.ringmain.engine;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** An event that a test loads by a loader of its own, so all that both loaders share of it is what the JDK has. */
public final class ForeignEvent implements LongConsumer, LongSupplier
{
    private long value;

    @Override
    public void accept(long newValue)
    {
        value = newValue;
    }

    @Override
    public long getAsLong()
    {
        return value;
    }
}
