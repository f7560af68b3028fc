package io.ringmain.window;

import java.util.List;
import java.util.function.ToLongFunction;

/** Cold path: how an operator reads its events; what windows and joins have in common. */
record Source<E>(ToLongFunction<? super E> time, ToLongFunction<? super E> key, long outOfOrder,
        LateHandler<? super E> late)
{
    void check(List<String> problems)
    {
        EventTime.check("outOfOrder", outOfOrder, 0, problems);
    }
}
