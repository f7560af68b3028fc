package io.ringmain.window;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.ringmain.state.Snapshottable;

/** Cold path: one side of a join, as the user tells it. */
record SideFunctions<E, T extends Snapshottable>(Predicate<? super E> side, Supplier<? extends T> create,
        BiConsumer<? super T, ? super E> keep)
{
    SideFunctions
    {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(create, "create");
        Objects.requireNonNull(keep, "keep");
    }
}
