package io.ringmain.window;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.ringmain.state.Snapshottable;

/**
 * A join that lacks its right side and its results.
 *
 * @param <E> the event
 * @param <L> what is kept of a left event
 */
public final class LeftSide<E, L extends Snapshottable>
{
    private final JoinBuilder<E> builder;
    private final SideFunctions<E, L> left;

    LeftSide(JoinBuilder<E> builder, SideFunctions<E, L> left)
    {
        this.builder = builder;
        this.left = left;
    }

    /**
     * The right side.
     *
     * @param side   which events belong to it
     * @param create makes an empty row
     * @param keep   sets every field of a row, which had another use before, from the event
     * @param <T>    what is kept of an event
     * @return to be told what to emit
     */
    public <T extends Snapshottable> JoinedSides<E, L, T> right(Predicate<? super E> side,
            Supplier<? extends T> create, BiConsumer<? super T, ? super E> keep)
    {
        return new JoinedSides<>(builder, left, new SideFunctions<>(side, create, keep));
    }
}
