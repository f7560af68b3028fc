package io.ringmain.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Hot path: objects to be used again; allocates only when more are in use than ever before. */
final class Pool<T>
{
    private final Supplier<? extends T> create;
    private final List<T> free = new ArrayList<>();

    Pool(Supplier<? extends T> create)
    {
        this.create = create;
    }

    T take()
    {
        return free.isEmpty() ? create.get() : free.remove(free.size() - 1);
    }

    void give(T used)
    {
        free.add(used);
    }
}
