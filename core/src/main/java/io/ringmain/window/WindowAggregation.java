package io.ringmain.window;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A window that lacks only its results.
 *
 * @param <E> the event
 * @param <A> what a window gathers
 */
public final class WindowAggregation<E, A extends Accumulator>
{
    private final WindowBuilder<E> builder;
    private final Supplier<? extends A> create;
    private final BiConsumer<? super A, ? super E> add;
    private final BiConsumer<? super A, ? super A> merge;

    WindowAggregation(WindowBuilder<E> builder, Supplier<? extends A> create, BiConsumer<? super A, ? super E> add,
            BiConsumer<? super A, ? super A> merge)
    {
        this.builder = builder;
        this.create = Objects.requireNonNull(create, "create");
        this.add = Objects.requireNonNull(add, "add");
        this.merge = merge;
    }

    /**
     * Says what goes out when a window fires, checks the whole description and makes the operator: one for each stage.
     *
     * @param result fills a result
     * @param <R>    the event of the other ring
     * @return without any events yet
     * @throws IllegalArgumentException when the description cannot work, with every reason
     */
    public <R> EventTimeOperator<E, R> emit(WindowResult<? super A, ? super R> result)
    {
        return builder.build(this, Objects.requireNonNull(result, "emit"));
    }

    Supplier<? extends A> create()
    {
        return create;
    }

    BiConsumer<? super A, ? super E> add()
    {
        return add;
    }

    BiConsumer<? super A, ? super A> merge()
    {
        return merge;
    }
}
