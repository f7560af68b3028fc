package io.ringmain.window;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Cold path: what the user's window does, and how long it lasts after its end. The merge may be null. */
record WindowFunctions<E, A extends Accumulator, R>(Predicate<? super E> where, Supplier<? extends A> create,
        BiConsumer<? super A, ? super E> add, BiConsumer<? super A, ? super A> merge,
        WindowResult<? super A, ? super R> result, long lateness)
{}
